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

function descendants(pid: number): number[] {
  const children = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((each) => parentOf(each) === pid);
  return children.flatMap((child) => [child, ...descendants(child)]);
}

/** The fourth field of stat; the second is a name in brackets that may hold spaces. */
function parentOf(pid: number): number | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
  } catch {
    return null;
  }
}
