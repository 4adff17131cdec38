/** Days of a calendar as `YYYY-MM-DD`. What they are in time is the database's to say (calendar.ts). */
export type Day = string;

const msOfDay = 24 * 60 * 60 * 1000;

export function addDays(day: Day, count: number): Day {
  return new Date(Date.parse(day) + count * msOfDay).toISOString().slice(0, 10);
}

/** How many days there are from the first to the last, both counted. */
export function countDays(first: Day, last: Day): number {
  return Math.round((Date.parse(last) - Date.parse(first)) / msOfDay) + 1;
}

export function firstOfMonth(day: Day): Day {
  return `${day.slice(0, 7)}-01`;
}

/** The first day of the month that lies so many months on. */
export function addMonths(day: Day, count: number): Day {
  const [year = 0, month = 0] = day.split("-").map(Number);
  return new Date(Date.UTC(year, month - 1 + count, 1)).toISOString().slice(0, 10);
}

export function lastOfMonth(day: Day): Day {
  return addDays(addMonths(day, 1), -1);
}

/** Whether the days are whole months. */
export function areMonths(first: Day, last: Day): boolean {
  return first === firstOfMonth(first) && last === lastOfMonth(last);
}
