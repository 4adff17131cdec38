import { z } from "zod";
import { job } from "#access/job.ts";
import { isBuiltIn } from "#access/permissions.ts";
import { invitationLink, mintInvitationToken } from "./invitation-token.ts";
import { invitationMail } from "./mails.ts";

/** Mails an invitation. The link is made here, so that no queue ever holds one; a second run sends another that works too. */
export const mailInvitation = job({
  name: "invitation.mail",
  says: null,
  payload: z.object({ invitation_id: z.string() }),
  concurrency: 2,
  async run({ platform, organization, transaction }, { invitation_id: id }) {
    const mail = await transaction(async ({ db }) => {
      const invitation = await db
        .selectFrom("invitations")
        .select(["email", "invited_by_name", "role", "expires_at"])
        .where("organization_id", "=", organization.id)
        .where("id", "=", id)
        .where("accepted_at", "is", null)
        .where("revoked_at", "is", null)
        .executeTakeFirst();
      if (!invitation) return null;
      const token = await mintInvitationToken(db, organization.id, id, true);
      return invitationMail({
        to: invitation.email,
        inviter: invitation.invited_by_name,
        organization: organization.name,
        role: isBuiltIn(invitation.role) ? invitation.role : null,
        until: invitation.expires_at,
        url: invitationLink(platform.env.appUrl, token),
      });
    });
    if (mail) await platform.mail.send(mail);
  },
});
