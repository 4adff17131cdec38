import { factColumns, statusAllows, statusOf, type OrganizationFacts } from "#access/status.ts";
import { resolveHandle } from "#access/resolve-handle.ts";
import type { Db } from "#platform/database/transaction.ts";
import { notFound } from "#platform/errors.ts";
import { hashToken } from "#platform/keys.ts";
import type { Platform } from "#platform/platform.ts";
import type { InvitationState } from "../../contract.ts";
import { mayStillInvite } from "./inviter.ts";
import { isUnexpired } from "./present-invitation.ts";

/** An invitation as its link finds it. `mailed`: the link went to the invited address alone. */
export type Invitation = {
  id: string;
  email: string;
  role: string;
  inviter: string | null;
  mailed: boolean;
  state: InvitationState;
  organization: OrganizationFacts;
};

/** The invitation of a link, before its organization is known. @throws AppError 404 */
export async function readByToken(platform: Platform, token: string): Promise<Invitation> {
  const organizationId = await organizationOfInvitation(platform, token);
  return platform.database.transaction({ kind: "tenant", organizationId }, "read", ({ db }) => findInvitation(db, organizationId, token));
}

/** Where the link of an invitation leads. @throws AppError 404 */
export async function organizationOfInvitation(platform: Platform, token: string): Promise<string> {
  const organizationId = await resolveHandle(platform, "invitation", token);
  if (!organizationId) throw unknownInvitation();
  return organizationId;
}

/** The invitation of a link, in the organization that its handle led to. @throws AppError 404 */
export async function findInvitation(db: Db, organizationId: string, token: string): Promise<Invitation> {
  const row = await db
    .selectFrom("invitation_tokens as t")
    .innerJoin("invitations as i", (join) =>
      join.onRef("i.organization_id", "=", "t.organization_id").onRef("i.id", "=", "t.invitation_id"),
    )
    .leftJoin("memberships as m", (join) =>
      join.onRef("m.organization_id", "=", "i.organization_id").onRef("m.id", "=", "i.inviter_membership_id"),
    )
    .select(["i.id", "i.email", "i.role", "i.invited_by_name as inviter", "m.role as inviter_role", "t.mailed", "t.ended_at"])
    .select(["i.expires_at", "i.accepted_at", "i.revoked_at", "i.declined_at"])
    .where("t.organization_id", "=", organizationId)
    .where("t.hash", "=", hashToken(token))
    .executeTakeFirst();
  if (!row) throw unknownInvitation();
  const organization = await db
    .selectFrom("organizations")
    .select([...factColumns])
    .where("id", "=", organizationId)
    .executeTakeFirstOrThrow();
  const { id, email, role, inviter, mailed } = row;
  return { id, email, role, inviter, mailed, organization, state: stateOf(row, organization) };
}

type Facts = {
  role: string;
  inviter: string | null;
  inviter_role: string | null;
  expires_at: string | null;
  accepted_at: string | null;
  revoked_at: string | null;
  declined_at: string | null;
  ended_at: string | null;
};

/** What ended it for good comes first. One whose inviter may not invite so any more is as good as revoked. */
function stateOf(facts: Facts, organization: OrganizationFacts): InvitationState {
  if (facts.accepted_at) return "accepted";
  if (facts.declined_at) return "declined";
  if (facts.revoked_at) return "revoked";
  if (!mayStillInvite({ name: facts.inviter, role: facts.inviter_role }, facts.role)) return "revoked";
  if (facts.ended_at) return "replaced";
  if (!isUnexpired(facts.expires_at)) return "expired";
  return statusAllows(statusOf(organization), "write") ? "pending" : "closed";
}

const unknownInvitation = () => notFound("This invitation does not exist. Its link may be incomplete, or its organization is gone.");
