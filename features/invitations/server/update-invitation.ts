import { operation } from "#access/operation.ts";
import { named } from "#access/says.ts";
import { Invitation, UpdateInvitation } from "../contract.ts";
import { auditedRole } from "#features/members/server/audited-role.ts";
import { fromRoleTo } from "#features/members/server/say-role.ts";
import { grantableRole } from "#features/members/server/grantable-role.ts";
import { findInviter } from "./inviter.ts";
import { lockInvitation } from "./lock-invitation.ts";
import { findOpenInvitation, presentInvitation } from "./present-invitation.ts";
import { changeInvitation } from "./send-invitation.ts";

export const updateInvitation = operation({
  name: "invitation.update",
  summary: "Gives a pending invitation another role; its links stay. From then on the caller answers for it.",
  scope: "organization",
  kind: "write",
  says: (entry) => `changed the role in the invitation of${named(entry)}${fromRoleTo(entry)}`,
  permission: "member:invite",
  alsoAsks: ["member:grant_owner"],
  params: ["invitation_id"],
  input: UpdateInvitation,
  output: Invitation,
  example: (world) => ({ params: { invitation_id: world.invitation_id }, input: { role: "viewer" } }),
  async run({ db, organization, actor, permissions, platform, params, audit }, { role }) {
    const { giver, invitation } = await lockInvitation(db, organization.id, { actor, permissions }, params.invitation_id);
    const granted = await grantableRole(db, organization.id, giver, role);
    if (role === invitation.role) {
      audit(null);
      return presentInvitation(invitation);
    }
    const inviter = await findInviter(platform, db, organization.id, giver);
    const answers = { inviter_membership_id: inviter.membershipId, invited_by_name: inviter.name };
    await changeInvitation(db, organization.id, invitation.id, { role, ...answers });
    audit({
      target: { type: "invitation", id: invitation.id, label: invitation.email },
      before: auditedRole(presentInvitation(invitation)),
      after: auditedRole({ role, role_name: granted.name }),
    });
    return presentInvitation(await findOpenInvitation(db, organization.id, invitation.id));
  },
});
