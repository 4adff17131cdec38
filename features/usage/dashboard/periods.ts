import { languageOfDates } from "#browser/catalog.ts";
const name = new Intl.DateTimeFormat(languageOfDates, { month: "long", year: "numeric", timeZone: "UTC" });
const monthsMax = 36;

/** "November 2026", from a period such as `2026-11`. */
export const periodName = (period: string) => name.format(new Date(`${period}-15T00:00:00Z`));

/** The first and the last day of a period such as `2026-11`. */
export function daysOf(period: string): { from: string; to: string } {
  const [year = 0, month = 0] = period.split("-").map(Number);
  return { from: `${period}-01`, to: new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10) };
}

/** The period that an instant lies in, in a time zone. */
export function periodAt(instant: string | number, timeZone: string): string {
  const parts = new Intl.DateTimeFormat("en", { year: "numeric", month: "2-digit", timeZone }).formatToParts(new Date(instant));
  const of = (type: "year" | "month") => parts.find((part) => part.type === type)?.value ?? "";
  return `${of("year")}-${of("month")}`;
}

/** The periods from the latest back to the first one, so that each can be chosen. */
export function periodsBetween(first: string, latest: string): string[] {
  const periods = [latest];
  while (periods.at(-1)! > first && periods.length < monthsMax) periods.push(before(periods.at(-1)!));
  return periods;
}

/** The period before one. */
export function before(period: string): string {
  const [year = 0, month = 0] = period.split("-").map(Number);
  return new Date(Date.UTC(year, month - 2, 1)).toISOString().slice(0, 7);
}
