import { addDays, addMonths, firstOfMonth, lastOfMonth, type Day } from "#features/usage/server/days.ts";
import { sumUsage } from "#features/usage/server/sum-usage.ts";
import type { Db } from "#platform/database/transaction.ts";
import type { PlanTerm } from "#features/plans/contract.ts";
import { metered } from "#features/plans/server/plans.ts";
import { chargesOf, type Charge, type ChargeKind } from "./charges.ts";
import { readSeats } from "#features/plans/server/seats-of-day.ts";
import { dayOf, readPlanTerms } from "#features/plans/server/plan-terms.ts";

/** A charge less what was invoiced of it. `isRest`: something of its month was invoiced before. */
export type DueLine = Charge & { isRest: boolean };

type Billed = { month: Day; what: ChargeKind; from_day: Day; quantity: number; amount: number };

/**
 * What an organization has not been invoiced of the months that have ended, and where it is to be deleted of the one that
 * goes on: the charges as they are counted now, less the lines of its invoices and credit notes. So what comes late is due
 * later, and what was taken back is due anew. The caller holds the organization's lock.
 *
 * @param until the last month that counts
 */
export async function readDue(
  db: Db,
  organization: { id: string; purge_at: string | null; deletion_requested_at: string | null },
  until: Day | undefined,
): Promise<DueLine[]> {
  const { id } = organization;
  const terms = await readPlanTerms(db, id);
  const first = terms.find(({ price }) => price !== null);
  const end = await lastDay(db, organization, until);
  if (!first || first.from_day > end) return [];
  const billed = await readBilled(db, id);
  const seats = await readSeats(db, id);
  const months = monthsOf(firstOfMonth(first.from_day), end);
  const answers = await readAnswers(db, id, months[0]!, end);
  const charges = months.flatMap((month) => {
    const last = lastOfMonth(month) < end ? lastOfMonth(month) : end;
    return chargesOf({ month, until: last, terms, seats, answers: answers.filter(({ day }) => firstOfMonth(day) === month) });
  });
  const isInvoiced = (month: Day) => billed.some((line) => line.month === month);
  return [...charges, ...vanished(charges, billed, terms)].flatMap((charge) => {
    const before = billed.find((line) => keyOf(line) === keyOf(charge));
    const [quantity, amount] = [charge.quantity - (before?.quantity ?? 0), charge.amount - (before?.amount ?? 0)];
    return amount === 0 ? [] : [{ ...charge, quantity, amount, isRest: isInvoiced(charge.month) }];
  });
}

/** The last day that is charged: the last month's that has ended, or that on which a deletion was asked for, if earlier or now. */
async function lastDay(db: Db, organization: Parameters<typeof readDue>[1], until: Day | undefined): Promise<Day> {
  const { id, purge_at, deletion_requested_at: asked } = organization;
  const ended = addDays(firstOfMonth(await dayOf(db, id)), -1);
  const last = purge_at && asked ? await dayOf(db, id, asked) : ended;
  return until && lastOfMonth(until) < last ? lastOfMonth(until) : last;
}

function monthsOf(first: Day, end: Day): Day[] {
  const months: Day[] = [];
  for (let month = first; month <= end; month = addMonths(month, 1)) months.push(month);
  return months;
}

/** From the sums, and what of the ledger no sum holds yet. */
async function readAnswers(db: Db, organizationId: string, first: Day, end: Day): Promise<{ day: Day; count: number }[]> {
  const range = { sums: "day" as const, from: first, to: addDays(end, 1) };
  const { groups } = await sumUsage(db, organizationId, range, { group: "day" });
  return groups.flatMap(({ key, totals }) => (key === null ? [] : [{ day: key, count: totals[metered.kind] ?? 0 }]));
}

/** What was invoiced and not taken back. */
async function readBilled(db: Db, organizationId: string): Promise<Billed[]> {
  const rows = await db
    .selectFrom("invoice_lines")
    .select(({ fn }) => ["month", "what", "from_day", fn.sum<string>("quantity").as("quantity"), fn.sum<string>("amount").as("amount")])
    .where("organization_id", "=", organizationId)
    .groupBy(["month", "what", "from_day"])
    .orderBy("month")
    .execute();
  const billed = rows.map((row) => ({ ...row, what: row.what as ChargeKind, quantity: Number(row.quantity), amount: Number(row.amount) }));
  return billed.filter(({ quantity, amount }) => quantity !== 0 || amount !== 0);
}

/** What was invoiced and is no charge any more, as answers that more included ones cover after a restoration. */
function vanished(charges: readonly Charge[], billed: readonly Billed[], terms: readonly PlanTerm[]): Charge[] {
  const known = new Set(charges.map(keyOf));
  const months = new Set(charges.map(({ month }) => month));
  return billed.flatMap((line): Charge[] => {
    if (known.has(keyOf(line)) || !months.has(line.month)) return [];
    const { plan, currency } = terms.findLast(({ from_day, price }) => price && from_day <= lastOfMonth(line.month)) ?? terms[0]!;
    const { what, month, from_day } = line;
    return [{ what, month, from_day, to_day: lastOfMonth(month), plan, currency, included: 0, quantity: 0, amount: 0 }];
  });
}

const keyOf = ({ month, what, from_day }: Pick<Charge, "month" | "what" | "from_day">) => `${month} ${what} ${from_day}`;
