import { insertAuditEntry, type AuditRecord } from "#access/audit.ts";
import { act, named } from "#access/says.ts";
import type { EndKeys } from "#features/identity/server/reset-password.ts";
import type { Db } from "#platform/database/transaction.ts";
import { requestFrom } from "#platform/work.ts";

/**
 * Revokes every API key that a person made, in each organization of theirs; one that is being purged is left alone.
 *
 * @param db of a transaction that sees all organizations
 * @param audit told of each key, in its organization
 * @returns the organizations that a key was revoked in
 */
export async function endOwnKeys(
  db: Db,
  userId: string,
  audit: (organizationId: string, record: AuditRecord) => Promise<void>,
): Promise<Set<string>> {
  const gone = await db
    .deleteFrom("api_keys as k")
    .using(["memberships as m", "organizations as o"])
    .whereRef("m.organization_id", "=", "k.organization_id")
    .whereRef("m.id", "=", "k.membership_id")
    .whereRef("o.id", "=", "k.organization_id")
    .where("o.purge_started_at", "is", null)
    .where("m.user_id", "=", userId)
    .returning(["k.organization_id", "k.id", "k.name", "k.hint", "k.permissions"])
    .execute();
  for (const { organization_id, id, ...before } of gone) {
    await audit(organization_id, { target: { type: "api_key", id, label: before.name }, before });
  }
  return new Set(gone.map(({ organization_id }) => organization_id));
}

export const reset = act({
  name: "account.reset_password",
  changesRights: true,
  says: (entry) => `chose a new password, which revoked the API key${named(entry)}`,
});

/** The same when the person has chosen a new password. */
export const endKeysAtReset: EndKeys = async (platform, db, user) => {
  const actor = { type: "user" as const, id: user.id, label: user.email };
  await endOwnKeys(db, user.id, (organizationId, record) => {
    return insertAuditEntry(db, { platform, actor, act: reset, organizationId, request: requestFrom() }, record);
  });
};
