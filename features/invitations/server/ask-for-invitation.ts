import { z } from "zod";
import { procedure } from "#access/operation.ts";
import { named } from "#access/says.ts";
import { lockIfThere } from "#features/organizations/server/lock-organization.ts";
import { AppError, conflict } from "#platform/errors.ts";
import type { InvitationState } from "../contract.ts";
import { findInvitation, organizationOfInvitation } from "./find-invitation.ts";
import { changeInvitation } from "./send-invitation.ts";
import { tellAsked } from "./tell-asked.ts";

/** States in which a new invitation helps. */
const over: ReadonlySet<InvitationState> = new Set(["expired", "revoked", "replaced"]);
const betweenMs = 24 * 60 * 60 * 1000;

export const askForInvitation = procedure({
  name: "invitation.ask",
  summary: "Tells whoever invited, by mail, that the invitation is over and a new one is asked for. Once a day.",
  scope: "public",
  kind: "write",
  says: (entry) => `noted that${named(entry)} asks for a new invitation`,
  params: ["token"],
  input: z.object({}),
  output: z.null(),
  status: 204,
  example: (world) => ({ params: { token: world.token }, invitation: "expired" }),
  async run({ params, platform, organizationTransaction }) {
    if (platform.mail.mode === "none") throw conflict("No mail leaves this installation. Ask the person who invited you yourself.");
    const organizationId = await organizationOfInvitation(platform, params.token);
    await organizationTransaction(organizationId, async ({ db, audit, send }) => {
      await lockIfThere(db, organizationId);
      const { id, email, state } = await findInvitation(platform, db, organizationId, params.token);
      if (!over.has(state)) throw conflict("A new invitation is asked for where the link of an earlier one no longer works.");
      const { asked_at } = await db
        .selectFrom("invitations")
        .select("asked_at")
        .where("organization_id", "=", organizationId)
        .where("id", "=", id)
        .executeTakeFirstOrThrow();
      if (asked_at && Date.parse(asked_at) > Date.now() - betweenMs)
        throw new AppError("too_many", "You asked today already. Ask again tomorrow.");
      await changeInvitation(db, organizationId, id, { asked_at: new Date() });
      await send(tellAsked, { invitation_id: id });
      audit({ target: { type: "invitation", id, label: email }, after: null });
    });
    return null;
  },
});
