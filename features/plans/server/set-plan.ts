import { whereSoldBy } from "#features/addresses/server/seller.ts";
import { inPath, operation } from "#access/operation.ts";
import { dayOf, valueOf } from "#access/says.ts";
import { lockOrganization } from "#features/organizations/server/lock-organization.ts";
import { addMonths, firstOfMonth, type Day } from "#features/usage/server/days.ts";
import type { Db } from "#platform/database/transaction.ts";
import { invalid } from "#platform/errors.ts";
import { sayDate } from "#platform/say-date.ts";
import { PlanStanding, SetPlan, type PlanTerm } from "../contract.ts";
import { followPlan } from "./follow-plan.ts";
import { isHigher, isPlanName, plans, type Currency, type PlanName } from "./plans.ts";
import { sellerOf } from "#features/addresses/server/seller.ts";
import { say } from "#platform/sentence.ts";
import { presentPlan } from "./read-plan.ts";
import { saveSeats } from "./seats-of-day.ts";
import { termOn } from "./plan-terms.ts";

export const setPlan = operation({
  name: "operator.set_plan",
  summary:
    "Sets the plan that an organization has from a day on: today for a higher plan, the first of next month for a lower one, unless it is named. Changes that were planned for after today are dropped.",
  scope: "operator",
  within: inPath,
  kind: "write",
  says: (entry) => {
    const [plan, from] = [valueOf(entry, "plan"), dayOf(entry, "from").replace(" on ", " from ")];
    return plan ? `set the plan ${plan}${from}` : "set the plan";
  },
  available: whereSoldBy("operator"),
  params: ["organization_id"],
  input: SetPlan,
  output: PlanStanding,
  example: ({ organization_id }) => ({ params: { organization_id }, input: { plan: "pro" } }),
  async run({ platform, organizationId: id, db, send, audit }, { plan, currency: chosen, from }) {
    const { name } = await lockOrganization(db, id);
    const before = await presentPlan(db, id);
    const { today, terms } = before;
    const stands = termOn(terms, from ?? today) ?? terms[0];
    const currency = chosen ?? (stands?.currency === "usd" ? "usd" : "eur");
    const from_day = from ?? usualDay(before, plan, currency);
    const term: PlanTerm = { from_day, plan, currency, price: priceOf(plan, currency) };
    // Of what has not begun nothing is left; the past stays as it is but for this day.
    const others = terms.filter((each) => each.from_day !== from_day && each.from_day <= today);
    const after = [...others, term].toSorted((a, b) => (a.from_day < b.from_day ? -1 : 1));
    requireNotInvoiced(await sellerOf(platform)?.lastInvoice(db, id), from_day, today);
    requireOneCurrency(after);
    const holds = termOn(terms, from_day);
    const isSame = holds && sameTerm(holds, term) && terms.every((each) => each.from_day <= today || each === holds);
    if (isSame) {
      audit(null);
      return before;
    }
    await writeTerms(db, id, term, today);
    await followPlan({ db, send }, platform, id);
    if (term.price && from_day <= today) await saveSeats(db, id, today);
    const said = { plan: plans[plan].name, currency: term.price ? currency : null, from: from_day };
    audit({
      target: { type: "organization", id, label: name },
      before: { plan: isPlanName(before.plan) ? plans[before.plan].name : before.plan },
      after: said,
    });
    return presentPlan(db, id);
  },
});

/** A higher plan begins at once, a lower one, or another currency, with the next month. */
function usualDay({ today, plan, terms }: PlanStanding, to: PlanName, currency: Currency): Day {
  const stands = termOn(terms, today);
  const staysOrRises = !isPlanName(plan) || to === plan || isHigher(to, plan);
  const samePay = !stands?.price || stands.currency === currency;
  return staysOrRises && samePay ? today : addMonths(firstOfMonth(today), 1);
}

function priceOf(name: PlanName, currency: Currency): PlanTerm["price"] {
  const { prices, seats, answers } = plans[name];
  return prices && { ...prices[currency], seats_included: seats.included, answers_included: answers };
}

const sameTerm = (a: PlanTerm, b: PlanTerm) =>
  a.plan === b.plan && a.currency === b.currency && JSON.stringify(a.price) === JSON.stringify(b.price);

/** What was invoiced stays true. */
function requireNotInvoiced(last: { number: string; period_to: Day } | undefined, from: Day, today: Day): void {
  if (!last) return;
  const isIn = from <= last.period_to || (from < today && firstOfMonth(from) <= last.period_to);
  if (isIn)
    throw invalid({
      from: say`Invoice ${last.number} covers days until ${sayDate(last.period_to)}. Choose a later day, or cancel it first.`,
    });
}

/** The answers of a month have one price, so all that is paid for in it has one currency. */
function requireOneCurrency(terms: readonly PlanTerm[]): void {
  for (const [index, term] of terms.entries()) {
    const month = firstOfMonth(term.from_day);
    const others = terms.slice(0, index).filter((each, place) => terms[place + 1]!.from_day > month && each.currency !== term.currency);
    if (term.price && others.some(({ price }) => price))
      throw invalid({ currency: say`Another currency begins with a month, such as ${addMonths(month, 1)}.` });
  }
}

async function writeTerms(db: Db, organizationId: string, term: PlanTerm, today: Day): Promise<void> {
  await db.deleteFrom("plan_terms").where("organization_id", "=", organizationId).where("from_day", ">", today).execute();
  const row = { ...term, price: term.price && JSON.stringify(term.price), set_at: new Date() };
  await db
    .insertInto("plan_terms")
    .values({ ...row, organization_id: organizationId })
    .onConflict((clash) => clash.columns(["organization_id", "from_day"]).doUpdateSet(row))
    .execute();
}
