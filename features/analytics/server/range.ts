import type { Db } from "#platform/database/transaction.ts";
import { invalid } from "#platform/errors.ts";
import { say } from "#platform/sentence.ts";
import { placesOf, startsOf } from "#features/usage/server/calendar.ts";
import { addDays, countDays, type Day } from "#features/usage/server/days.ts";
import type { AnalyticsQuery } from "../contract.ts";

const daysByDefault = 30;
const daysMax = 400;
const hourMs = 60 * 60 * 1000;

/** Days, both included, and the instants between which they lie. */
export type Range = { first: Day; last: Day; from: string; to: string };
/** A part of a range, `to` left out. */
export type Slot = { day: Day; from: string; to: string };

/** @throws AppError 422 where it ends before it begins or is too long */
export async function resolveRange(db: Db, organizationId: string, query: AnalyticsQuery): Promise<{ range: Range; before: Range }> {
  const [now] = await placesOf(db, organizationId, [new Date().toISOString()]);
  const last = query.to ?? now!.day;
  const first = query.from ?? addDays(last, 1 - daysByDefault);
  if (first > last) throw invalid({ to: "It ends before it begins." });
  const count = countDays(first, last);
  if (count > daysMax) throw invalid({ to: say`Ask for at most ${daysMax} days.` });
  const begin = addDays(first, -count);
  const [before, from, to] = await startsOf(db, organizationId, [begin, first, addDays(last, 1)]);
  return {
    range: { first, last, from: from!, to: to! },
    before: { first: begin, last: addDays(first, -1), from: before!, to: from! },
  };
}

/** Its days as the organization's clocks have them, or the hours of one day. */
export async function slotsOf(db: Db, organizationId: string, { first, last, from, to }: Range): Promise<Slot[]> {
  if (first === last) {
    const hours = Math.ceil((Date.parse(to) - Date.parse(from)) / hourMs);
    return Array.from({ length: hours }, (_, hour) => {
      const begin = Date.parse(from) + hour * hourMs;
      return { day: first, from: new Date(begin).toISOString(), to: new Date(Math.min(begin + hourMs, Date.parse(to))).toISOString() };
    });
  }
  const days = Array.from({ length: countDays(first, last) }, (_, index) => addDays(first, index));
  const starts = await startsOf(db, organizationId, [...days, addDays(last, 1)]);
  return days.map((day, index) => ({ day, from: starts[index]!, to: starts[index + 1]! }));
}
