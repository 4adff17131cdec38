import { sql, type RawBuilder } from "kysely";
import type { Db } from "#platform/database/transaction.ts";
import type { AuditPage } from "../contract.ts";
import type { Search } from "./find-entries.ts";

/** What the person or key and the record that a search is filtered by are called, as the newest entry of each has it. */
export async function readNames(db: Db, { organizationId, filter, hidden }: Search): Promise<AuditPage["filtered_by"]> {
  const { actor_id: actorId, target_id: targetId } = filter;
  const actor = actorId ? await newest(db, organizationId, sql`coalesce(actor_name, actor_label)`, sql`actor_id = ${actorId}`) : null;
  const target = targetId
    ? await newest(
        db,
        organizationId,
        sql`target_label`,
        sql`target_id = ${targetId} and target_label is not null and target_type <> all(${[...hidden]}::text[])`,
      )
    : null;
  return { actor, target };
}

async function newest(db: Db, organizationId: string, name: RawBuilder<unknown>, condition: RawBuilder<unknown>): Promise<string | null> {
  const { rows } = await sql<{ name: string }>`
    select ${name} as name from audit_entries where organization_id = ${organizationId} and ${condition}
    order by created_at desc, id desc limit 1`.execute(db);
  return rows[0]?.name ?? null;
}
