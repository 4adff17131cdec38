import { z } from "zod";
import { operation } from "#access/operation.ts";
import { named } from "#access/says.ts";
import { conflict } from "#platform/errors.ts";
import { InvitationLink } from "../contract.ts";
import { findInviter } from "./inviter.ts";
import { invitationLink, mintInvitationToken } from "./invitation-token.ts";
import { lockInvitation } from "./lock-invitation.ts";
import { presentInvitation } from "./present-invitation.ts";

const limit = { name: "copied invitation links", points: 100, seconds: 3600 };

export const copyInvitationLink = operation({
  name: "invitation.copy_link",
  summary: "Makes another link of a pending invitation, to pass on by hand. The mailed one goes on working.",
  scope: "organization",
  kind: "write",
  says: (entry) => `copied a link of the invitation of${named(entry)}`,
  permission: "member:invite",
  alsoAsks: ["member:grant_owner"],
  params: ["invitation_id"],
  input: z.object({}),
  output: InvitationLink,
  secretAnswer: true,
  example: (world) => ({ params: { invitation_id: world.invitation_id }, input: {} }),
  async run({ db, organization, actor, permissions, platform, params, audit }) {
    await platform.limits.take(limit, organization.id);
    const { giver, invitation } = await lockInvitation(db, organization.id, { actor, permissions }, params.invitation_id);
    if (presentInvitation(invitation).status === "expired") throw conflict("This invitation has expired. Resend it first.");
    await findInviter(platform, db, organization.id, giver);
    const token = await mintInvitationToken(db, organization.id, invitation.id, false);
    audit({ target: { type: "invitation", id: invitation.id, label: invitation.email }, after: null });
    return { link: invitationLink(platform.env.appUrl, token) };
  },
});
