import type { Db } from "#platform/database/transaction.ts";
import { invalid } from "#platform/errors.ts";
import { say } from "#platform/sentence.ts";
import type { UsageGroup, UsageQuery } from "../contract.ts";
import { placesOf, startsOf } from "./calendar.ts";
import { addDays, addMonths, areMonths, countDays, firstOfMonth, lastOfMonth, type Day } from "./days.ts";

/** What is read: from which sums, and between which of their slots; `to` is the first that is left out. */
export type Range = { sums: "hour" | "day" | "month"; from: string; to: string };
/** Days of a calendar, both of them in it. */
export type Days = { first: Day; last: Day };
export type AskedRange = { range: Range; before: Range; today: Day; days: Days | null };

const daysMax = { hour: 31, day: 400, other: 3_700 };

/**
 * What a caller asks for, and what it is compared with: the same days of the month before, or as much time just before.
 * Rounded outwards to whole hours, days or months, as it is grouped.
 *
 * @throws AppError 422 where it ends before it begins or is too long
 */
export async function resolveRange(db: Db, organizationId: string, query: Omit<UsageQuery, "page" | "per_page">): Promise<AskedRange> {
  const { group_by: group } = query;
  const now = new Date().toISOString();
  const [{ day: today } = { day: "" }] = await placesOf(db, organizationId, [now]);
  const from = query.from ?? firstOfMonth(today);
  const to = query.to ?? (query.from === undefined ? lastOfMonth(today) : isDay(from) ? laterOf(from, today) : now);
  if (isDay(from) !== isDay(to)) throw invalid({ to: "Give two days, or two times." });
  if (isDay(from) ? from > to : Date.parse(from) >= Date.parse(to)) throw invalid({ to: "It ends before it begins." });

  if (isDay(from)) {
    const days = requireLength(widen({ first: from, last: to }, group), group);
    const range = await rangeOfDays(db, organizationId, days, group);
    return { range, before: await rangeOfDays(db, organizationId, daysBefore(days, today), group), today, days };
  }
  const lastInstant = new Date(Date.parse(to) - 1).toISOString();
  const [begin, end] = await placesOf(db, organizationId, [from, lastInstant]);
  if (group === "day" || group === "period") {
    const days = requireLength(widen({ first: begin!.day, last: end!.day }, group), group);
    const range = await rangeOfDays(db, organizationId, days, group);
    return { range, before: await rangeOfDays(db, organizationId, daysBefore(days, today), group), today, days };
  }
  requireLength({ first: begin!.day, last: end!.day }, group);
  const range = { sums: "hour" as const, from: begin!.hour, to: addMs(end!.hour, msOfHour) };
  const before = { ...range, from: addMs(range.from, Date.parse(range.from) - Date.parse(range.to)), to: range.from };
  return { range, before, today, days: null };
}

/** When a range begins and ends. */
export async function instantsOf(db: Db, organizationId: string, { sums, from, to }: Range): Promise<{ from: string; to: string }> {
  if (sums === "hour") return { from, to };
  const [begin, end] = await startsOf(db, organizationId, [from, to]);
  return { from: begin!, to: end! };
}

const msOfHour = 60 * 60 * 1000;
const addMs = (instant: string, ms: number) => new Date(Date.parse(instant) + ms).toISOString();
const isDay = (text: string) => !text.includes("T");
const laterOf = (one: Day, other: Day) => (one > other ? one : other);
const earlierOf = (one: Day, other: Day) => (one < other ? one : other);

const widen = ({ first, last }: Days, group: UsageGroup): Days =>
  group === "period" ? { first: firstOfMonth(first), last: lastOfMonth(last) } : { first, last };

function requireLength(days: Days, group: UsageGroup): Days {
  const max = group === "hour" || group === "day" ? daysMax[group] : daysMax.other;
  if (countDays(days.first, days.last) > max) throw invalid({ to: say`Ask for at most ${max} days, grouped by ${group}.` });
  return days;
}

/** Whole months have sums of their own; nothing smaller is read for them. */
async function rangeOfDays(db: Db, organizationId: string, { first, last }: Days, group: UsageGroup): Promise<Range> {
  const end = addDays(last, 1);
  if (group === "hour") {
    const [from, to] = await startsOf(db, organizationId, [first, end]);
    return { sums: "hour", from: from!, to: to! };
  }
  return { sums: group !== "day" && areMonths(first, last) ? "month" : "day", from: first, to: end };
}

/** Of a month, or the beginning of one, the same days of the month before; the current month counts up to today. */
function daysBefore({ first, last }: Days, today: Day): Days {
  if (first === firstOfMonth(first) && last <= lastOfMonth(first)) {
    const month = addMonths(first, -1);
    if (last === lastOfMonth(first) && last < today) return { first: month, last: lastOfMonth(month) };
    const count = countDays(first, laterOf(first, earlierOf(last, today)));
    return { first: month, last: earlierOf(addDays(month, count - 1), lastOfMonth(month)) };
  }
  const count = countDays(first, last);
  return { first: addDays(first, -count), last: addDays(first, -1) };
}
