import { sql } from "kysely";
import { removeHandlesByHash } from "#access/handles.ts";
import { sweep } from "#access/job.ts";
import { leaveTenant } from "#access/leave-tenant.ts";

/**
 * Removes invitations that ended more than 90 days ago, and counts of mails that no limit asks for any more. Until then
 * their links lead to a page that says what became of them.
 */
export const sweepInvitations = sweep({
  name: "invitation.sweep",
  cron: "43 3 * * *",
  async run({ platform }) {
    await leaveTenant(platform, "invitations that ended long ago go in every organization").system(async ({ db }) => {
      const over = sql`coalesce(i.accepted_at, i.revoked_at, i.expires_at) < now() - interval '90 days'`;
      const { rows: tokens } = await sql<{ hash: string }>`select t.hash from invitation_tokens t
        join invitations i on i.organization_id = t.organization_id and i.id = t.invitation_id where ${over}`.execute(db);
      await removeHandlesByHash(
        db,
        "invitation",
        tokens.map(({ hash }) => hash),
      );
      await sql`delete from invitations i where ${over}`.execute(db);
      await sql`delete from invitation_limits where declined_at is null and window_started_at < now() - interval '2 days'`.execute(db);
    });
  },
});
