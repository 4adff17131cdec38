import { PlanStanding } from "#features/plans/contract.ts";
import { formatMoney } from "#features/invoices/contract.ts";
import { asText, at, type Command } from "./command.ts";
import { table } from "./words.ts";

export const planOptions = { currency: { type: "string" }, from: { type: "string" } } as const;

export const planCommand: Command = {
  usage:
    "plan ORG [NAME]               the plan that it has, with BILLING=manual; with a NAME, the one that it has from a day on\n                                  --currency eur|usd; --from DAY: today, or the first of next month for a lower one",
  takes: [1, 2],
  async run(call, { named: [id, plan], options }) {
    const address = `${at(id)}/plan`;
    if (plan === undefined) return describePlan(await call(`GET ${address}`, PlanStanding));
    const changes = { plan, currency: asText(options.currency), from: asText(options.from) };
    return describePlan(await call(`PUT ${address}`, PlanStanding, changes));
  },
};

function describePlan({ today, plan, terms }: PlanStanding): string {
  if (terms.length === 0) return `It has the plan ${plan}; none was set.`;
  const stands = terms.findLast(({ from_day }) => from_day <= today);
  const rows = terms.map((term) => {
    const { from_day, plan: name, currency, price } = term;
    const cost = price ? `${formatMoney(price.month, currency)} a month` : "nothing";
    return [from_day, name, cost, term === stands ? "now" : ""];
  });
  return table([["FROM", "PLAN", "COSTS", ""], ...rows]);
}
