import { sql } from "kysely";
import type { TransactionContext } from "#access/operation.ts";
import { recordUsage, type UsageEvent } from "#features/usage/server/record-usage.ts";
import { BudgetKind, isFlow } from "../contract.ts";
import { lockMeters, type Meter } from "./lock-meters.ts";
import { release } from "./reserve.ts";
import { tellReached } from "./tell-reached.ts";

/**
 * Writes what an act used to the ledger and counts it in every cap on it, in the transaction of the act: the one way to the
 * ledger. Caps are counted here and never refused; an act that can still be refused reserves first.
 *
 * @param reservation the key under which the act reserved, which this settles
 */
export async function countUsage(
  { db, send }: Pick<TransactionContext, "db" | "send">,
  organizationId: string,
  events: readonly UsageEvent[],
  reservation?: string,
): Promise<void> {
  const used = events.filter(({ quantity }) => quantity !== 0);
  const kinds = [...new Set(used.map(({ kind }) => kind))].filter((kind) => BudgetKind.safeParse(kind).success);
  const agentIds = [...new Set(used.flatMap(({ agentId }) => agentId ?? []))];
  const meters = kinds.length === 0 ? [] : await lockMeters(db, organizationId, { kinds, agentIds });
  if (reservation !== undefined) await release(db, organizationId, reservation);
  const recorded = await recordUsage(db, organizationId, used);
  const moved = meters.flatMap((meter) => {
    const added = recorded.reduce((sum, event) => sum + quantityIn(meter, event), 0);
    return added === 0 ? [] : [{ ...meter, used: meter.used + added }];
  });
  if (moved.length === 0) return;
  await sql`
    update budget_meters m set used = n.used
    from unnest(${moved.map(({ id }) => id)}::bigint[], ${moved.map((meter) => meter.used)}::bigint[]) as n (id, used)
    where m.organization_id = ${organizationId} and m.id = n.id`.execute(db);
  await tellReached({ db, send }, organizationId, moved);
}

/** What of an event a meter counts: of a level everything, of a flow what happened in the meter's period. */
function quantityIn(meter: Meter, { kind, agentId, occurredAt, quantity }: UsageEvent): number {
  if (kind !== meter.kind || (meter.agent_id !== null && meter.agent_id !== agentId)) return 0;
  if (!isFlow(meter.kind)) return quantity;
  if (!occurredAt) return meter.period === "now" ? quantity : 0;
  const isIn = occurredAt.toISOString() >= meter.period_from && occurredAt.toISOString() < meter.period_to;
  return isIn ? quantity : 0;
}
