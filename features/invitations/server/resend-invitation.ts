import { z } from "zod";
import { operation } from "#access/operation.ts";
import { named } from "#access/says.ts";
import { requireRoom } from "#features/budgets/server/require-room.ts";
import { AppError } from "#platform/errors.ts";
import { InvitationOutcome } from "../contract.ts";
import { auditedRole } from "#features/members/server/audited-role.ts";
import { endInvitationTokens } from "./invitation-token.ts";
import { findInviter } from "./inviter.ts";
import { lockInvitation } from "./lock-invitation.ts";
import { takeMails } from "./mail-limits.ts";
import { findOpenInvitation, isUnexpired, presentInvitation } from "./present-invitation.ts";
import { countSeats } from "./count-seats.ts";
import { changeInvitation, newExpiry, sendInvitation } from "./send-invitation.ts";

export const resendInvitation = operation({
  name: "invitation.resend",
  summary: "Sends a new link for another seven days; every earlier one ends. From then on the caller answers for the invitation.",
  scope: "organization",
  kind: "write",
  says: (entry) => `sent the invitation of${named(entry)} again`,
  permission: "member:invite",
  alsoAsks: ["member:grant_owner"],
  params: ["invitation_id"],
  input: z.object({}),
  output: InvitationOutcome,
  secretAnswer: ({ link }: InvitationOutcome) => link !== undefined,
  example: (world) => ({ params: { invitation_id: world.invitation_id }, input: {} }),
  async run({ db, organization, actor, permissions, platform, params, audit, send }) {
    const { giver, invitation } = await lockInvitation(db, organization.id, { actor, permissions }, params.invitation_id);
    const { id, email } = invitation;
    // One that has expired kept no seat, and needs one again.
    if (!isUnexpired(invitation.expires_at))
      await requireRoom(platform, db, organization.id, { kind: "seats", count: () => countSeats(db, organization.id) });
    const inviter = await findInviter(platform, db, organization.id, giver);
    if (platform.mail.mode !== "none") {
      const refusal = (await takeMails(platform, db, organization.id, inviter, [email])).get(email);
      if (refusal) throw new AppError("too_many", refusal);
    }
    await endInvitationTokens(db, organization.id, id);
    const answers = { inviter_membership_id: inviter.membershipId, invited_by_name: inviter.name };
    await changeInvitation(db, organization.id, id, { ...answers, expires_at: newExpiry() });
    const { outcome, link } = await sendInvitation({ db, send, platform }, organization.id, id);
    audit({ target: { type: "invitation", id, label: email }, after: auditedRole(presentInvitation(invitation)) });
    const renewed = presentInvitation(await findOpenInvitation(db, organization.id, id));
    return { email, outcome, ...(link === null ? {} : { link }), invitation: renewed };
  },
});
