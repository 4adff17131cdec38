import { z } from "zod";
import { operation } from "#access/operation.ts";
import { readPeriod } from "#features/usage/server/calendar.ts";
import { BudgetWarnings, reachedOf, type BudgetWarning } from "../contract.ts";
import { instantsOf, readMeters, type MeterNow } from "./present-budget.ts";

/** At most one for each kind and each source of a cap, so they come whole; quantities are for those who can read the budget. */
export const listBudgetWarnings = operation({
  name: "budget.warnings",
  summary: "Which caps of the organization are 80 % used or spent; with `agent_id` also that agent's.",
  scope: "organization",
  kind: "read",
  permission: "usage:read",
  input: z.object({ agent_id: z.string().optional() }),
  output: BudgetWarnings,
  example: ({ agent_id }) => ({ input: { agent_id } }),
  async run({ db, organization: { id } }, { agent_id }) {
    const meters = await readMeters(db, id, agent_id ?? null);
    return { data: meters.flatMap(warningOf), period: instantsOf(await readPeriod(db, id)) };
  },
});

function warningOf(meter: MeterNow): BudgetWarning[] {
  const { kind, agent_id, set_by, warn_only, period_to: ends_at } = meter;
  const percent = reachedOf(meter);
  return percent === 0 ? [] : [{ kind, agent_id, percent, stops: percent === 100 && !warn_only, set_by, ends_at }];
}
