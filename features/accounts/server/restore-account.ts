import { insertAuditEntry } from "#access/audit.ts";
import { leaveTenant } from "#access/leave-tenant.ts";
import { act } from "#access/says.ts";
import { reopenUser } from "#features/identity/server/close-user.ts";
import { changeFacts } from "#features/organizations/server/change-facts.ts";
import { notDeleting } from "#features/organizations/server/restore-organization.ts";
import type { Platform } from "#platform/platform.ts";

export const restoring = act({ name: "account.restore", says: () => "restored the account, and the organization with it" });

/**
 * Brings back a closed account and the organizations that went with it; one that is no longer closed stays as it is.
 * app.ts hands it to identity, which is above and calls it for somebody who has just proven that the account is theirs.
 */
export function restoreAccount(platform: Platform, userId: string): Promise<void> {
  return leaveTenant(platform, "an account is restored with its organizations").system(async ({ db }) => {
    const user = await db.selectFrom("users").select(["email", "purge_at"]).where("id", "=", userId).executeTakeFirst();
    if (!user?.purge_at) return;
    const organizations = await db
      .selectFrom("organizations as o")
      .innerJoin("memberships as m", "m.organization_id", "o.id")
      .select(["o.id", "o.name", "o.purge_at"])
      .where("m.user_id", "=", userId)
      // Closed together with the account; what was to be deleted before stays so.
      .where("o.purge_at", "=", user.purge_at)
      .where("o.purge_started_at", "is", null)
      .orderBy("o.id")
      .forNoKeyUpdate("o")
      .execute();
    if (!(await reopenUser(db, userId, user.purge_at))) return;
    for (const { id, name, purge_at } of organizations) {
      await changeFacts(db, id, notDeleting, user.email, "Its only member restored their account.");
      const actor = { type: "user" as const, id: userId, label: user.email };
      const source = { platform, actor, act: restoring, organizationId: id, request: null };
      await insertAuditEntry(db, source, {
        target: { type: "organization", id, label: name },
        before: { purge_at },
        after: { purge_at: null },
      });
    }
  });
}
