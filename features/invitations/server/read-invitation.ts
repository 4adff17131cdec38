import { z } from "zod";
import type { Actor } from "#access/actor.ts";
import { leaveTenant } from "#access/leave-tenant.ts";
import { procedure } from "#access/operation.ts";
import { maskEmail } from "#features/identity/contract.ts";
import { rememberInvitation } from "#features/identity/server/invitation-cookie.ts";
import type { Db } from "#platform/database/transaction.ts";
import type { Platform } from "#platform/platform.ts";
import { InvitationView } from "../contract.ts";
import { findInvitation, needsProof, organizationOfInvitation, provesAddress, type FoundInvitation } from "./find-invitation.ts";

export const readInvitation = procedure({
  name: "invitation.read",
  summary: "What whoever holds an invitation's link may know of it, and, with a session, how it concerns the caller.",
  scope: "public",
  kind: "read",
  params: ["token"],
  input: z.object({}),
  output: InvitationView,
  example: (world) => ({ params: { token: world.token } }),
  async run({ actor, params, platform }) {
    const { token } = params;
    const organizationId = await organizationOfInvitation(platform, token);
    const view = await leaveTenant(platform, "what the link of an invitation shows").tenant(
      organizationId,
      async ({ db }): Promise<InvitationView> => {
        const invitation = await findInvitation(platform, db, organizationId, token);
        const { organization, inviter, role, role_name, email, state, expires_at } = invitation;
        const seen = { organization: organization.name, inviter, role, role_name, email: maskEmail(email), state, expires_at };
        const address = state === "pending" && provesAddress(platform, invitation) ? { address: email } : {};
        return { ...seen, ...address, ...(await concern(platform, db, organizationId, invitation, actor)) };
      },
      "read",
    );
    // Who signs up next in this browser, in whichever tab, does so because of it.
    return view.state === "pending" && !actor ? rememberInvitation(Response.json(view), token, platform.env.appUrl) : view;
  },
});

/** How the invitation concerns whoever has a session. */
async function concern(
  platform: Platform,
  db: Db,
  organizationId: string,
  invitation: FoundInvitation,
  actor: Actor | null,
): Promise<Pick<InvitationView, "you" | "organization_id">> {
  if (actor?.type !== "user") return {};
  const member = await db
    .selectFrom("memberships")
    .select("id")
    .where("organization_id", "=", organizationId)
    .where("user_id", "=", actor.id)
    .executeTakeFirst();
  const isTheirs = invitation.email === actor.label;
  if (member) return { you: isTheirs ? "member" : "colleague", organization_id: organizationId };
  if (!isTheirs) return { you: "other" };
  return { you: needsProof(platform, invitation, actor) ? "unconfirmed" : "invited" };
}
