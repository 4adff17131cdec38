import { z } from "zod";
import { job } from "#access/job.ts";
import { ownersOf } from "#access/owners.ts";
import { permissionsOf } from "#access/permissions.ts";
import type { Db } from "#platform/database/transaction.ts";
import { membersOf } from "#features/members/server/find-member.ts";
import { askedMail } from "./mails.ts";

const ownersMax = 10;

/** Mails the inviter that a new invitation is requested; the Owners if the inviter can no longer invite. */
export const tellAsked = job({
  name: "invitation.tell_asked",
  says: null,
  payload: z.object({ invitation_id: z.string() }),
  concurrency: 1,
  async run({ platform, organization, transaction }, { invitation_id: id }) {
    const mails = await transaction(async ({ db }) => {
      const invitation = await db
        .selectFrom("invitations")
        .select(["email", "inviter_membership_id"])
        .where("organization_id", "=", organization.id)
        .where("id", "=", id)
        .executeTakeFirst();
      if (!invitation) return [];
      const recipients = await recipientsOf(db, organization.id, invitation.inviter_membership_id);
      const url = `${platform.env.appUrl}/organizations/${organization.id}/members`;
      return recipients.map((to) => askedMail({ to, email: invitation.email, organization: organization.name, url }));
    }, "read");
    for (const mail of mails) await platform.mail.send(mail);
  },
});

async function recipientsOf(db: Db, organizationId: string, inviterMembershipId: string | null): Promise<string[]> {
  const inviter = await membersOf(db, organizationId)
    .select(["u.email", "m.role", "r.permissions as ticked"])
    .where("m.id", "=", inviterMembershipId ?? "")
    .executeTakeFirst();
  if (inviter && permissionsOf(inviter.role, inviter.ticked).has("member:invite")) return [inviter.email];
  return (await ownersOf(db, organizationId)).slice(0, ownersMax).map(({ email }) => email);
}
