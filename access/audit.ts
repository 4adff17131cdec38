import type { Db } from "#platform/database/transaction.ts";
import { newId } from "#platform/ids.ts";
import type { Actor } from "./actor.ts";

/** What a write did. `before` and `after` hold the changed fields, never secrets. */
export type AuditRecord = {
  target: { type: string; id: string; label: string } | null;
  before?: Record<string, unknown> | null;
  after?: Record<string, unknown> | null;
};

/** Called once in each write; `null` says that nothing was changed after all. */
export type AuditCall = (record: AuditRecord | null) => void;

export type AuditSource = {
  /** A person's `name` is kept beside the label, as it is at the time. */
  actor: Pick<Actor, "type" | "id" | "label"> & { name?: string };
  action: string;
  organizationId: string;
  request: { id: string; ip: string; userAgent: string } | null;
};

/** Writes one entry in the transaction of the act itself. */
export async function insertAuditEntry(db: Db, source: AuditSource, record: AuditRecord): Promise<void> {
  await db
    .insertInto("audit_entries")
    .values({
      organization_id: source.organizationId,
      id: newId("aud"),
      actor_type: source.actor.type,
      actor_id: source.actor.id,
      actor_label: source.actor.label,
      actor_name: source.actor.name || null,
      action: source.action,
      target_type: record.target?.type ?? null,
      target_id: record.target?.id ?? null,
      target_label: record.target?.label ?? null,
      before: record.before ? JSON.stringify(record.before) : null,
      after: record.after ? JSON.stringify(record.after) : null,
      ip_address: source.request?.ip ?? null,
      user_agent: source.request?.userAgent ?? null,
      request_id: source.request?.id ?? null,
    })
    .execute();
}
