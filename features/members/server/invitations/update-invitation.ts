import { operation } from "#access/operation.ts";
import { forbidden } from "#platform/errors.ts";
import { Invitation, UpdateInvitation } from "../../contract.ts";
import { isAbove } from "../lock-as-giver.ts";
import { findInviter } from "./inviter.ts";
import { lockInvitation } from "./lock-invitation.ts";
import { findOpenInvitation, presentInvitation } from "./present-invitation.ts";
import { changeInvitation } from "./send-invitation.ts";

export const updateInvitation = operation({
  name: "invitation.update",
  summary: "Gives a pending invitation another role; its links stay. From then on the caller answers for it.",
  scope: "organization",
  kind: "write",
  permission: "member:invite",
  params: ["invitation_id"],
  input: UpdateInvitation,
  output: Invitation,
  example: (world) => ({ params: { invitation_id: world.invitation_id }, input: { role: "viewer" } }),
  async run({ db, organization, actor, permissions, platform, params, audit }, { role }) {
    const { giver, invitation } = await lockInvitation(db, organization.id, { actor, permissions }, params.invitation_id);
    if (isAbove(role, giver)) throw forbidden("You cannot invite with a role that may more than yours.");
    if (role === invitation.role) {
      audit(null);
      return presentInvitation(invitation);
    }
    const inviter = await findInviter(platform, db, organization.id, actor);
    const answers = { inviter_membership_id: inviter.membershipId, invited_by_name: inviter.name };
    await changeInvitation(db, organization.id, invitation.id, { role, ...answers });
    audit({
      target: { type: "invitation", id: invitation.id, label: invitation.email },
      before: { role: invitation.role },
      after: { role },
    });
    return presentInvitation(await findOpenInvitation(db, organization.id, invitation.id));
  },
});
