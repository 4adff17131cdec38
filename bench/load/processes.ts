import { readdirSync, readFileSync } from "node:fs";

/** Proportional set size in bytes of a process and everything below it, by the name that `nameOf` gives each. Linux alone. */
export function memoryBelow(pid: number, nameOf: (command: string) => string): Map<string, number> {
  const sums = new Map<string, number>();
  for (const each of [pid, ...descendants(pid)]) {
    const command = readFileSync(`/proc/${each}/cmdline`, "utf8").replaceAll("\0", " ");
    const kilobytes = Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${each}/smaps_rollup`, "utf8"))?.[1] ?? 0);
    const name = nameOf(command);
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

function descendants(pid: number): number[] {
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
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  } catch {
    return null;
  }
}
