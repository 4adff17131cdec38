import { sweep } from "#access/job.ts";
import { insertAuditWords } from "#access/audit-words.ts";
import { leaveTenant } from "#access/leave-tenant.ts";
import type { Db } from "#platform/database/transaction.ts";
import { workOffBacklog, type BacklogStep } from "#platform/search/backlog.ts";

const entriesPerStep = 1_000;

/** Makes the entries searchable that were written before there was an index of their words. */
export const indexAuditLog = sweep({
  name: "audit.index",
  cron: "*/10 * * * *",
  atStart: true,
  async run({ platform, log, signal }) {
    const steps = await workOffBacklog(
      leaveTenant(platform, "earlier entries of audit logs are made searchable").system,
      "audit",
      signal,
      indexEntries,
    );
    if (steps > 0) log.info({ steps }, "earlier entries of audit logs are searchable");
  },
});

async function indexEntries(db: Db, organizationId: string, beforeId: string | null): Promise<BacklogStep> {
  const entries = await db
    .selectFrom("audit_entries")
    .select(["id", "created_at", "actor_label", "actor_name", "action", "target_type", "target_label"])
    .where("organization_id", "=", organizationId)
    .$if(beforeId !== null, (all) => all.where("id", "<", beforeId!))
    .orderBy("id", "desc")
    .limit(entriesPerStep)
    .execute();
  await insertAuditWords(db, organizationId, entries);
  const last = entries.at(-1);
  return last && entries.length === entriesPerStep ? { id: last.id, since: last.created_at } : null;
}
