import type { Db } from "#platform/database/transaction.ts";
import { addDays } from "#features/usage/server/days.ts";
import { sumUsage } from "#features/usage/server/sum-usage.ts";
import type { AnalyticsTotals } from "../contract.ts";
import type { Range, Slot } from "./range.ts";
import { readSums, type Place, type Summed } from "./sums/read-sums.ts";

/** All that is counted of a project or an agent in a range, and by its slots. */
export async function readTotals(
  db: Db,
  place: Place,
  { range, slots }: { range: Range; slots: readonly Slot[] },
): Promise<{ totals: AnalyticsTotals; slots: Summed["slots"] }> {
  const summed = await readSums(db, place, slots);
  return { totals: { ...summed.totals, tokens: await readTokens(db, place, range) }, slots: summed.slots };
}

async function readTokens(
  db: Db,
  { organizationId, projectId, agentId }: Place,
  { first, last }: Range,
): Promise<AnalyticsTotals["tokens"]> {
  const days = { sums: "day" as const, from: first, to: addDays(last, 1) };
  const filter = { project_id: projectId, agent_id: agentId };
  const { groups } = await sumUsage(db, organizationId, days, { group: "channel", filter });
  const totals = groups.find(({ key }) => key === "website")?.totals;
  return { input: totals?.input_tokens ?? 0, output: totals?.output_tokens ?? 0 };
}
