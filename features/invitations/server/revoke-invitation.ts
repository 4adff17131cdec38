import { z } from "zod";
import { operation } from "#access/operation.ts";
import { named } from "#access/says.ts";
import { lockInvitation } from "./lock-invitation.ts";
import { auditedRole } from "#features/members/server/audited-role.ts";
import { presentInvitation } from "./present-invitation.ts";
import { changeInvitation } from "./send-invitation.ts";

export const revokeInvitation = operation({
  name: "invitation.revoke",
  summary: "Takes an invitation back; its links lead to a page that says so.",
  scope: "organization",
  kind: "write",
  says: (entry) => `revoked the invitation of${named(entry)}`,
  permission: "member:invite",
  alsoAsks: ["member:grant_owner"],
  params: ["invitation_id"],
  input: z.object({}),
  output: z.null(),
  status: 204,
  example: (world) => ({ params: { invitation_id: world.invitation_id } }),
  async run({ db, organization, actor, permissions, params, audit }) {
    const { invitation } = await lockInvitation(db, organization.id, { actor, permissions }, params.invitation_id);
    await changeInvitation(db, organization.id, invitation.id, { revoked_at: new Date() });
    audit({
      target: { type: "invitation", id: invitation.id, label: invitation.email },
      before: auditedRole(presentInvitation(invitation)),
      after: null,
    });
    return null;
  },
});
