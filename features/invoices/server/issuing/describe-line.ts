import { countDays, firstOfMonth, lastOfMonth, type Day } from "#features/usage/server/days.ts";
import type { InvoiceLine } from "../../contract.ts";
import { sayDate } from "#platform/say-date.ts";
import { isPlanName, plans } from "#features/plans/server/plans.ts";
import type { DueLine } from "./due.ts";

/** A due line as an invoice writes it. */
export function describeLine(line: DueLine): InvoiceLine {
  const { amount, isRest } = line;
  if (line.what === "answers" && isRest) {
    const late = amount < 0 ? `Answers of ${sayMonth(line.month)}, counted anew` : `Answers of ${sayMonth(line.month)} counted late`;
    return withUnit(late, line.quantity, amount);
  }
  const { description, quantity } = describeWhole(line);
  return isRest
    ? { description: `${description}, less what was invoiced`, quantity: 1, unit_amount: null, amount }
    : withUnit(description, quantity, amount);
}

function describeWhole({ what, plan, month, from_day, to_day, quantity, included }: DueLine): { description: string; quantity: number } {
  const days = countDays(month, lastOfMonth(month));
  const when = sayDays(from_day, to_day);
  if (what === "answers") return { description: `Answers beyond ${number.format(included)}, ${sayMonth(month)}`, quantity };
  if (what === "seats") {
    if (quantity % days === 0) return { description: `Seats beyond ${included}, ${when}`, quantity: quantity / days };
    return { description: `Seats beyond ${included}, ${when}, each day of a seat a ${days}th of its month`, quantity };
  }
  const name = isPlanName(plan) ? plans[plan].name : plan;
  const own = countDays(from_day, to_day);
  return { description: own === days ? `${name}, ${when}` : `${name}, ${when} (${own} of ${days} days)`, quantity: 1 };
}

/** The price of one, where the amount is a multiple of it. */
function withUnit(description: string, quantity: number, amount: number): InvoiceLine {
  return { description, quantity, unit_amount: quantity !== 0 && amount % quantity === 0 ? amount / quantity : null, amount };
}

/** "November 2026", "1–15 November 2026", "30 November 2026": days of one month. */
function sayDays(from: Day, to: Day): string {
  if (from === firstOfMonth(from) && to === lastOfMonth(from)) return sayMonth(from);
  return from === to ? sayDate(to) : `${Number(from.slice(8))}–${sayDate(to)}`;
}

const sayMonth = (day: Day) => month.format(new Date(day));

const number = new Intl.NumberFormat("en");
const month = new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric", timeZone: "UTC" });
