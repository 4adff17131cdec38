import { readdirSync, readFileSync } from "node:fs";

/** Proportional set size in bytes of a process and everything below it, by the name that `nameOf` gives each. Linux alone. */
export function memoryBelow(pid: number, nameOf: (command: string) => string): Map<string, number> {
  const sums = new Map<string, number>();
  for (const each of [pid, ...descendants(pid)]) {
    const kilobytes = Number(/^Pss:\s+(\d+)/m.exec(readIfThere(`/proc/${each}/smaps_rollup`))?.[1] ?? 0);
    const name = nameOf(commandOf(each));
    sums.set(name, (sums.get(name) ?? 0) + kilobytes * 1024);
  }
  return sums;
}

/** Milliseconds of processor time that a process and everything below it have used. */
export function processorMsBelow(pid: number): number {
  const ticks = [pid, ...descendants(pid)].flatMap((each) => fieldsOf(each)?.slice(11, 13).map(Number) ?? []);
  return ticks.reduce((sum, each) => sum + each, 0) * msPerTick;
}

/** Of the kernel's USER_HZ, which is 100 wherever Node runs. */
const msPerTick = 10;

/** The words by which a process was started, joined by spaces; empty when it is gone. */
export function commandOf(pid: number): string {
  return readIfThere(`/proc/${pid}/cmdline`).replaceAll("\0", " ");
}

/** Every process below this one. */
export function descendants(pid: number): number[] {
  const children = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((each) => parentOf(each) === pid);
  return children.flatMap((child) => [child, ...descendants(child)]);
}

function parentOf(pid: number): number {
  return Number(fieldsOf(pid)?.[1] ?? Number.NaN);
}

/** Of /proc/PID/stat, from the third: the second is a name in brackets that may hold spaces. Null when it is gone. */
function fieldsOf(pid: number): string[] | null {
  const stat = readIfThere(`/proc/${pid}/stat`);
  return stat === "" ? null : stat.slice(stat.lastIndexOf(")") + 2).split(" ");
}

/** What is gone meanwhile is empty. */
function readIfThere(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
