import type { Rectangle } from "./annotations.ts";
import { turnRulings, type Rulings } from "./rulings.ts";

/** Letters may lean a little over the line beside them, in points. */
const lean = 0.5;

/** Where the lines that are drawn beside words of a line are, along it: what is on two sides of one is in two cells. */
export function uprightsBeside(
  { turn, base, size }: { turn: number | null; base: number; size: number },
  rulings: readonly Rectangle[],
): number[] {
  if (turn === null || rulings.length === 0) return [];
  const found: number[] = [];
  for (const { at, from, to } of uprightsOf(rulings, turn)) if (from <= base && to >= base + size / 3 && to - from >= size) found.push(at);
  return found;
}

/** Whether one of them is between two words. */
export function isParted(end: number, start: number, uprights: readonly number[]): boolean {
  return start > end && uprights.some((at) => at >= end - lean && at <= start + lean);
}

/** A page with many lines of text asks for them again and again. */
const known = new WeakMap<readonly Rectangle[], Map<number, Rulings["vertical"]>>();

function uprightsOf(rulings: readonly Rectangle[], turn: number): Rulings["vertical"] {
  const turns = known.get(rulings) ?? new Map<number, Rulings["vertical"]>();
  known.set(rulings, turns);
  const uprights = turns.get(turn) ?? turnRulings(rulings, turn).vertical;
  turns.set(turn, uprights);
  return uprights;
}
