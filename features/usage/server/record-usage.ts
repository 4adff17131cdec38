import { sql } from "kysely";
import type { Db } from "#platform/database/transaction.ts";
import type { UsageChannel, UsageKind } from "../contract.ts";

/** One kind of what an act used. */
export type UsageEvent = {
  kind: UsageKind;
  /** Of a level, by how much it rose or fell. An event of zero is left out. */
  quantity: number;
  /** Made from the act itself, such as a message's id: the same key and kind count once, however often they come. */
  key: string;
  projectId?: string;
  agentId?: string;
  channel?: UsageChannel;
  /** When it happened, where that is not now. */
  occurredAt?: Date;
};

/**
 * Writes events to the organization's ledger, in the transaction of the act that they tell of. What the ledger holds
 * already is left as it is.
 *
 * @returns those that were new
 */
export async function recordUsage(db: Db, organizationId: string, events: readonly UsageEvent[]): Promise<UsageEvent[]> {
  const given = events.filter(({ quantity }) => quantity !== 0);
  if (given.length === 0) return [];
  const column = <T>(of: (event: UsageEvent) => T) => given.map(of);
  // One act is one row among those that no sum holds yet, whatever the number of its events.
  const { rows } = await sql<{ key: string; kind: UsageKind }>`
    with recorded as (
      insert into usage_events (organization_id, idempotency_key, kind, quantity, project_id, agent_id, channel, occurred_at)
      select ${organizationId}, e.key, e.kind, e.quantity, e.project_id, e.agent_id, e.channel, coalesce(e.occurred_at, now())
      from unnest(
        ${column((event) => event.key)}::text[], ${column((event) => event.kind)}::text[],
        ${column((event) => event.quantity)}::bigint[], ${column((event) => event.projectId ?? "")}::text[],
        ${column((event) => event.agentId ?? "")}::text[], ${column((event) => event.channel ?? "")}::text[],
        ${column((event) => event.occurredAt?.toISOString() ?? null)}::timestamptz[]
      ) as e (key, kind, quantity, project_id, agent_id, channel, occurred_at)
      on conflict do nothing
      returning *
    ), pending as (
      insert into usage_pending (organization_id, project_id, agent_id, channel, occurred_at, kinds, quantities)
      select organization_id, project_id, agent_id, channel, occurred_at, array_agg(kind), array_agg(quantity)
      from recorded group by organization_id, project_id, agent_id, channel, occurred_at
    )
    select idempotency_key as key, kind from recorded`.execute(db);
  const recorded = new Set(rows.map(({ key, kind }) => `${kind} ${key}`));
  return given.filter(({ key, kind }) => recorded.has(`${kind} ${key}`));
}
