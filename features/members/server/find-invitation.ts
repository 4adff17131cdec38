import { factColumns, statusAllows, statusOf, type OrganizationFacts } from "#access/status.ts";
import { nameOfRole } from "#access/permissions.ts";
import { resolveHandle } from "#access/resolve-handle.ts";
import type { Db } from "#platform/database/transaction.ts";
import { notFound } from "#platform/errors.ts";
import { hashToken } from "#platform/keys.ts";
import type { Platform } from "#platform/platform.ts";
import type { InvitationView } from "../contract.ts";

/** An invitation as its link finds it. `mailed`: the link went to the invited address alone. */
export type Invitation = {
  id: string;
  email: string;
  role: string;
  role_name: string;
  inviter: string | null;
  mailed: boolean;
  state: InvitationView["state"];
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
    .leftJoin("custom_roles as r", (join) => join.onRef("r.organization_id", "=", "i.organization_id").onRef("r.id", "=", "i.role"))
    .select([
      "i.id",
      "i.email",
      "i.role",
      "r.name as custom_role_name",
      "i.invited_by_name as inviter",
      "i.expires_at",
      "i.accepted_at",
      "t.mailed",
    ])
    .where("t.organization_id", "=", organizationId)
    .where("t.hash", "=", hashToken(token))
    .executeTakeFirst();
  if (!row) throw unknownInvitation();
  const organization = await db
    .selectFrom("organizations")
    .select([...factColumns])
    .where("id", "=", organizationId)
    .executeTakeFirstOrThrow();
  const { expires_at, accepted_at, custom_role_name, ...invitation } = row;
  return {
    ...invitation,
    role_name: nameOfRole(row.role, custom_role_name),
    organization,
    state: stateOf(expires_at, accepted_at, organization),
  };
}

function stateOf(expiresAt: string | null, acceptedAt: string | null, organization: OrganizationFacts): Invitation["state"] {
  if (acceptedAt) return "accepted";
  if (expiresAt && Date.parse(expiresAt) <= Date.now()) return "expired";
  return statusAllows(statusOf(organization), "write") ? "pending" : "closed";
}

const unknownInvitation = () => notFound("This invitation does not exist, or it was taken back.");
