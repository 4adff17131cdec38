import { addDays, countDays, lastOfMonth, type Day } from "#features/usage/server/days.ts";
import type { PlanTerm, TermPrice } from "#features/plans/contract.ts";

/** What is known of a month of an organization's calendar. */
export type MonthFacts = {
  /** Its first day. */
  month: Day;
  /** The last day that is charged: that of the month, or the one on which a deletion was asked for. */
  until: Day;
  /** In the order of their days. */
  terms: readonly PlanTerm[];
  /** The most seats of days, in their order; the last one before the month too. */
  seats: readonly { day: Day; seats: number }[];
  answers: readonly { day: Day; count: number }[];
};

export type ChargeKind = "plan" | "seats" | "answers";

/** Part of a month's bill. `quantity` is a number of days, of days of one seat, or of answers. */
export type Charge = {
  what: ChargeKind;
  month: Day;
  from_day: Day;
  to_day: Day;
  plan: string;
  currency: string;
  /** What the plan, or the part of all plans, includes of it. */
  included: number;
  quantity: number;
  amount: number;
};

/**
 * What a month costs, in minor units.
 *
 * - A part of the month is a run of days in which one priced term holds. Days of a term without a price cost nothing, and
 *   the answers of these days are not counted.
 * - The plan costs its price × the days of the part ÷ the days of the month. Parts of one plan at one price are rounded
 *   as they add up: each is the rounded sum up to its end less the rounded sum up to its beginning. So they add up to the
 *   cent, and a whole month in two parts costs the price.
 * - Seats beyond the included ones cost their price × the seats of each day, added up over the part, ÷ the days of the
 *   month, rounded once a part. A day of which no seats are known has those of the last day before it.
 * - Of answers the included ones of each part × its days ÷ the days of the month are included, added up and rounded down
 *   once. Each one beyond costs what one costs in the last part.
 *
 * Halves are rounded up. All of it is integers.
 */
export function chargesOf(facts: MonthFacts): Charge[] {
  const parts = partsOf(facts);
  const days = countDays(facts.month, lastOfMonth(facts.month));
  return [...planFees(parts, days), ...extraSeats(parts, days, facts), ...extraAnswers(parts, days, facts)];
}

type Part = PlanTerm & { price: TermPrice; month: Day; to_day: Day; days: number };

function partsOf({ month, until, terms }: MonthFacts): Part[] {
  return terms.flatMap((term, index): Part[] => {
    const next = terms[index + 1];
    const first = term.from_day > month ? term.from_day : month;
    const last = next && next.from_day <= until ? addDays(next.from_day, -1) : until;
    if (term.price === null || first > last) return [];
    return [{ ...term, price: term.price, month, from_day: first, to_day: last, days: countDays(first, last) }];
  });
}

function planFees(parts: readonly Part[], days: number): Charge[] {
  const daysBefore = new Map<string, number>();
  return parts.map((part) => {
    const { plan, price } = part;
    const key = `${plan} ${price.month}`;
    const before = daysBefore.get(key) ?? 0;
    daysBefore.set(key, before + part.days);
    const amount = share(price.month, before + part.days, days) - share(price.month, before, days);
    return { ...partOf(part), what: "plan", included: 0, quantity: part.days, amount };
  });
}

function extraSeats(parts: readonly Part[], days: number, { seats }: MonthFacts): Charge[] {
  return parts.flatMap((part): Charge[] => {
    const included = part.price.seats_included;
    let extra = 0;
    for (let day = part.from_day; day <= part.to_day; day = addDays(day, 1)) {
      const known = seats.findLast((each) => each.day <= day);
      extra += Math.max(0, (known?.seats ?? 0) - included);
    }
    if (extra === 0) return [];
    return [{ ...partOf(part), what: "seats", included, quantity: extra, amount: share(part.price.extra_seat, extra, days) }];
  });
}

function extraAnswers(parts: readonly Part[], days: number, { month, answers }: MonthFacts): Charge[] {
  const last = parts.at(-1);
  if (!last) return [];
  const counted = answers.filter(({ day }) => parts.some((part) => part.from_day <= day && day <= part.to_day));
  const used = counted.reduce((sum, { count }) => sum + count, 0);
  const included = Math.floor(parts.reduce((sum, { price, days: own }) => sum + price.answers_included * own, 0) / days);
  if (used <= included) return [];
  const quantity = used - included;
  const amount = share(last.price.extra_answer, quantity, 1);
  return [{ ...partOf(last), what: "answers", from_day: month, included, quantity, amount }];
}

const partOf = ({ month, from_day, to_day, plan, currency }: Part) => ({ month, from_day, to_day, plan, currency });

/** `price` × `count` ÷ `of`, halves up. Neither is negative. */
function share(price: number, count: number, of: number): number {
  const amount = Number((2n * BigInt(price) * BigInt(count) + BigInt(of)) / (2n * BigInt(of)));
  if (!Number.isSafeInteger(amount)) throw new Error("An amount is too large to be an integer.");
  return amount;
}
