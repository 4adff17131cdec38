import type { UserActor } from "#access/actor.ts";
import { leaveTenant } from "#access/leave-tenant.ts";
import { factColumns, statusAllows, statusOf, type OrganizationFacts } from "#access/status.ts";
import { nameOfRole } from "#access/permissions.ts";
import { readRoom } from "#features/budgets/server/require-room.ts";
import { countMembers } from "#features/members/server/count-members.ts";
import type { Db } from "#platform/database/transaction.ts";
import { notFound } from "#platform/errors.ts";
import { hashToken } from "#platform/keys.ts";
import type { Platform } from "#platform/platform.ts";
import type { InvitationState } from "../contract.ts";
import { isAnsweredFor, type Standing } from "./inviter.ts";
import { invitationColumns, invitationsOf, isUnexpired, openInvitations } from "./present-invitation.ts";

/** An invitation as its link finds it. `mailed`: the link went to the invited address alone, and so proves it. */
export type FoundInvitation = {
  id: string;
  email: string;
  role: string;
  role_name: string;
  inviter: string | null;
  mailed: boolean;
  expires_at: string | null;
  state: InvitationState;
  organization: OrganizationFacts;
};

/** Where the link of an invitation leads. @throws AppError 404 */
export async function organizationOfInvitation(platform: Platform, token: string): Promise<string> {
  const organizationId = await leaveTenant(platform, "where the link of an invitation leads").organizationOf("invitation", token);
  if (!organizationId) throw unknownInvitation();
  return organizationId;
}

/** The invitation of a link, in the organization that its handle led to. @throws AppError 404 */
export async function findInvitation(platform: Platform, db: Db, organizationId: string, token: string): Promise<FoundInvitation> {
  const link = await db
    .selectFrom("invitation_tokens")
    .select(["invitation_id as id", "mailed", "ended_at"])
    .where("organization_id", "=", organizationId)
    .where("hash", "=", hashToken(token))
    .executeTakeFirst();
  if (!link) throw unknownInvitation();
  return describe(platform, db, organizationId, link);
}

/** The invitation of an address that waits for its answer, however its link went out. */
export async function findInvitationOf(platform: Platform, db: Db, organizationId: string, email: string): Promise<FoundInvitation | null> {
  const row = await openInvitations(db, organizationId).select("i.id").where("i.email", "=", email).executeTakeFirst();
  return row ? describe(platform, db, organizationId, { id: row.id, mailed: false, ended_at: null }) : null;
}

/** Whether an account must first confirm its address: a link that was passed on by hand proves none, and a mail could. */
export function needsProof(platform: Platform, invitation: FoundInvitation, user: UserActor): boolean {
  return !provesAddress(platform, invitation) && !user.emailVerified;
}

/** Whether whoever holds the link counts as the owner of the invited address. */
export const provesAddress = ({ mail }: Platform, { mailed }: FoundInvitation) => mailed || mail.mode === "none";

type Link = { id: string; mailed: boolean; ended_at: string | null };

async function describe(platform: Platform, db: Db, organizationId: string, { id, mailed, ended_at }: Link): Promise<FoundInvitation> {
  const row = await invitationsOf(db, organizationId)
    .select(invitationColumns)
    .select(["i.accepted_at", "i.revoked_at", "i.declined_at"])
    .where("i.id", "=", id)
    .executeTakeFirstOrThrow();
  const organization = await db
    .selectFrom("organizations")
    .select([...factColumns])
    .where("id", "=", organizationId)
    .executeTakeFirstOrThrow();
  const { email, role, custom_role_name, invited_by_name: inviter, expires_at } = row;
  let state = stateOf({ ...row, ended_at }, organization);
  if (state === "pending" && (await isFull(platform, db, organizationId))) state = "full";
  return { id, email, role, role_name: nameOfRole(role, custom_role_name), inviter, mailed, expires_at, organization, state };
}

type Ends = Record<"accepted_at" | "revoked_at" | "declined_at" | "ended_at" | "expires_at", string | null>;

/** What ended it for good comes first. One that nobody answers for any more is as good as revoked. */
function stateOf(facts: Ends & Standing, organization: OrganizationFacts): InvitationState {
  if (facts.accepted_at) return "accepted";
  if (facts.declined_at) return "declined";
  if (facts.revoked_at || !isAnsweredFor(facts)) return "revoked";
  if (facts.ended_at) return "replaced";
  if (!isUnexpired(facts.expires_at)) return "expired";
  return statusAllows(statusOf(organization), "write") ? "pending" : "closed";
}

/** A pending invitation keeps its seat, and so only members stand in its way. */
async function isFull(platform: Platform, db: Db, organizationId: string): Promise<boolean> {
  return (await readRoom(platform, db, organizationId, "seats", await countMembers(db, organizationId))).left === 0;
}

const unknownInvitation = () => notFound("This invitation does not exist. Its link is not complete, or its organization is gone.");
