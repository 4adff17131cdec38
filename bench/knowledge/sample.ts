/** `--questions=N`: no more than N of a list, spread over all of it, for a look while developing. Without it, all. */
export function sampleOf<T>(list: readonly T[]): readonly T[] {
  const count = Math.min(list.length, Number(optionOf("questions") ?? list.length));
  return Array.from({ length: count }, (_, index) => list[Math.floor((index * list.length) / count)]!);
}

/** `--sets=policies,squad-en`: no others. */
export function isAsked(set: string): boolean {
  return optionOf("sets")?.split(",").includes(set) ?? true;
}

export function optionOf(name: string): string | undefined {
  const start = `--${name}=`;
  return process.argv.find((word) => word.startsWith(start))?.slice(start.length);
}
