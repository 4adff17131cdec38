import type { UserActor } from "#access/actor.ts";
import { factColumns, statusAllows, statusOf, type OrganizationFacts } from "#access/status.ts";
import { resolveHandle } from "#access/resolve-handle.ts";
import type { Db } from "#platform/database/transaction.ts";
import { notFound } from "#platform/errors.ts";
import { hashToken } from "#platform/keys.ts";
import type { Platform } from "#platform/platform.ts";
import type { InvitationState } from "../../contract.ts";
import { mayStillInvite } from "./inviter.ts";
import { isUnexpired, openInvitations } from "./present-invitation.ts";
import type { SeatsLeft } from "./seats.ts";

/** An invitation as its link finds it. `mailed`: the link went to the invited address alone, and so proves it. */
export type FoundInvitation = {
  id: string;
  email: string;
  role: string;
  inviter: string | null;
  mailed: boolean;
  state: InvitationState;
  organization: OrganizationFacts;
};

/** Where the link of an invitation leads. @throws AppError 404 */
export async function organizationOfInvitation(platform: Platform, token: string): Promise<string> {
  const organizationId = await resolveHandle(platform, "invitation", token);
  if (!organizationId) throw unknownInvitation();
  return organizationId;
}

/** The invitation of a link, in the organization that its handle led to. @throws AppError 404 */
export async function findInvitation(db: Db, organizationId: string, token: string, seatsLeft: SeatsLeft): Promise<FoundInvitation> {
  const link = await db
    .selectFrom("invitation_tokens")
    .select(["invitation_id as id", "mailed", "ended_at"])
    .where("organization_id", "=", organizationId)
    .where("hash", "=", hashToken(token))
    .executeTakeFirst();
  if (!link) throw unknownInvitation();
  return describe(db, organizationId, link, seatsLeft);
}

/** The invitation of an address that waits for its answer, however its link went out. */
export async function findInvitationOf(
  db: Db,
  organizationId: string,
  email: string,
  seatsLeft: SeatsLeft,
): Promise<FoundInvitation | null> {
  const row = await openInvitations(db, organizationId).select("i.id").where("i.email", "=", email).executeTakeFirst();
  return row ? describe(db, organizationId, { id: row.id, mailed: false, ended_at: null }, seatsLeft) : null;
}

/** Whether an account must first confirm its address: a link that was passed on by hand proves none, and a mail could. */
export function needsProof(platform: Platform, invitation: FoundInvitation, user: UserActor): boolean {
  return platform.mail.mode !== "none" && !invitation.mailed && !user.emailVerified;
}

type Link = { id: string; mailed: boolean; ended_at: string | null };

async function describe(db: Db, organizationId: string, { id, mailed, ended_at }: Link, seatsLeft: SeatsLeft): Promise<FoundInvitation> {
  const row = await db
    .selectFrom("invitations as i")
    .leftJoin("memberships as m", (join) =>
      join.onRef("m.organization_id", "=", "i.organization_id").onRef("m.id", "=", "i.inviter_membership_id"),
    )
    .select(["i.email", "i.role", "i.invited_by_name as inviter", "m.role as inviter_role"])
    .select(["i.expires_at", "i.accepted_at", "i.revoked_at", "i.declined_at"])
    .where("i.organization_id", "=", organizationId)
    .where("i.id", "=", id)
    .executeTakeFirstOrThrow();
  const organization = await db
    .selectFrom("organizations")
    .select([...factColumns])
    .where("id", "=", organizationId)
    .executeTakeFirstOrThrow();
  const { email, role, inviter } = row;
  let state = stateOf({ ...row, ended_at }, organization);
  if (state === "pending" && (await seatsLeft(db, organizationId)) === 0) state = "full";
  return { id, email, role, inviter, mailed, organization, state };
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

const unknownInvitation = () => notFound("This invitation does not exist. Its link is not complete, or its organization is gone.");
