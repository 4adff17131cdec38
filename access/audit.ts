import type { Db } from "#platform/database/transaction.ts";
import type { Within } from "#platform/events.ts";
import { newId } from "#platform/ids.ts";
import type { Actor } from "./actor.ts";
import { insertAuditWords } from "./audit-words.ts";
import type { Platform } from "#platform/platform.ts";
import { eventOfAct } from "./event-of-act.ts";
import type { Act } from "./says.ts";

/** What a write did. `before` and `after` hold the changed fields, never secrets. */
export type AuditRecord = {
  target: { type: string; id: string; label: string } | null;
  before?: Record<string, unknown> | null;
  after?: Record<string, unknown> | null;
  /** What else happened by it, which leaves no entry of its own and is told as an event. */
  also?: readonly Also[];
};

export type Also = { name: string; target: { type: string; id: string }; within: Within };

/** Called once in each write; `null` says that nothing was changed after all. */
export type AuditCall = (record: AuditRecord | null) => void;

export type AuditSource = {
  platform: Pick<Platform, "events">;
  /** A person's `name` is kept beside the label, as it is at the time. */
  actor: Pick<Actor, "type" | "id" | "label"> & { name?: string };
  act: Pick<Act, "name" | "says" | "changesRights">;
  organizationId: string;
  /** In what it is done, as the path says it. */
  within?: Within;
  request: { id: string; ip: string; userAgent: string } | null;
};

/**
 * Writes one entry in the transaction of the act itself, and the words by which it is found: sent at once, one round trip.
 * Then passes the act on as an event: no act is audited and not heard of, nor the other way round.
 * What declares no sentence leaves none: nobody could read it.
 */
export async function insertAuditEntry(db: Db, source: AuditSource, record: AuditRecord): Promise<void> {
  const { name: action, says } = source.act;
  if (!says) throw new Error(`${action} left an audit entry and declares no sentence for it (says).`);
  const { target = null } = record;
  const entry = {
    id: newId("aud"),
    actor_label: source.actor.label,
    actor_name: source.actor.name || null,
    action,
    target_type: target?.type ?? null,
    target_label: target?.label ?? null,
  };
  const inserted = db
    .insertInto("audit_entries")
    .values({
      ...entry,
      organization_id: source.organizationId,
      actor_type: source.actor.type,
      actor_id: source.actor.id,
      target_id: target?.id ?? null,
      before: record.before ? JSON.stringify(record.before) : null,
      after: record.after ? JSON.stringify(record.after) : null,
      ip_address: source.request?.ip ?? null,
      user_agent: source.request?.userAgent ?? null,
      request_id: source.request?.id ?? null,
    })
    .execute();
  await Promise.all([inserted, insertAuditWords(db, source.organizationId, [entry])]);
  await source.platform.events.pass(db, eventOfAct(source, record));
  for (const also of record.also ?? []) {
    const at = new Date().toISOString();
    await source.platform.events.pass(db, {
      ...also,
      organization_id: source.organizationId,
      change: "changed",
      changed: [],
      rights: false,
      at,
    });
  }
}
