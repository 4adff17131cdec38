import { statusOf } from "#access/status.ts";
import type { Db } from "#platform/database/transaction.ts";
import { newId } from "#platform/ids.ts";
import { lockOrganization } from "./lock-organization.ts";

/** The stored facts that the status derives from. Null undoes a fact. */
export type FactChange = {
  purge_at?: Date | null;
  deletion_requested_at?: Date | null;
  deletion_requested_by?: string | null;
  suspended_at?: Date | null;
  suspended_by?: string | null;
  suspended_reason?: string | null;
  past_due_since?: Date | null;
  /** Ends the grace later than 14 days after the failed payment. */
  grace_until?: Date | null;
};

/**
 * The one place that changes an organization's facts. Locks its row, and writes history where the status that follows
 * from them is another than before.
 *
 * @param by the label of who did it, as the history shows it
 * @param reason a sentence for the history; null where the status says it all
 */
export async function changeFacts(db: Db, organizationId: string, change: FactChange, by: string, reason: string | null): Promise<void> {
  const before = await lockOrganization(db, organizationId);
  const after = await db
    .updateTable("organizations")
    .set(change)
    .where("id", "=", organizationId)
    .returning(["purge_at", "suspended_at", "suspended_reason", "past_due_since"])
    .executeTakeFirstOrThrow();
  if (statusOf(before) === statusOf(after)) return;
  await db
    .insertInto("status_changes")
    .values({ organization_id: organizationId, id: newId("sta"), status: statusOf(after), reason, actor_label: by })
    .execute();
}
