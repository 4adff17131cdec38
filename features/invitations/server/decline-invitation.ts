import { z } from "zod";
import { procedure } from "#access/operation.ts";
import { named } from "#access/says.ts";
import { lockIfThere } from "#features/organizations/server/lock-organization.ts";
import { forbidden } from "#platform/errors.ts";
import { DeclineInvitation } from "../contract.ts";
import { findInvitation, organizationOfInvitation } from "./find-invitation.ts";
import { stopMails } from "./mail-limits.ts";
import { changeInvitation } from "./send-invitation.ts";

export const declineInvitation = procedure({
  name: "invitation.decline",
  summary:
    "Ends an invitation by its mailed link, signed in or not, and keeps the address from being invited again: by this organization, or by any.",
  scope: "public",
  kind: "write",
  says: (entry) => `noted that${named(entry)} declined an invitation`,
  params: ["token"],
  input: DeclineInvitation,
  output: z.null(),
  status: 204,
  example: (world) => ({ params: { token: world.token }, input: { from: "organization" } }),
  async run({ params, platform, organizationTransaction }, { from }) {
    const organizationId = await organizationOfInvitation(platform, params.token);
    await organizationTransaction(organizationId, async ({ db, audit }) => {
      await lockIfThere(db, organizationId);
      const { id, email, mailed, state } = await findInvitation(platform, db, organizationId, params.token);
      if (!mailed) throw forbidden("Only the link in the mail declines: whoever was sent this one may be somebody else.");
      await stopMails(platform.appSecret, db, email, from === "organization" ? organizationId : undefined);
      const isOpen = state !== "accepted" && state !== "declined";
      if (isOpen) await changeInvitation(db, organizationId, id, { revoked_at: new Date(), declined_at: new Date() });
      audit(isOpen ? { target: { type: "invitation", id, label: email }, after: null } : null);
    });
    return null;
  },
});
