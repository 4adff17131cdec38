import { nameOfRole } from "#access/permissions.ts";
import type { Db } from "#platform/database/transaction.ts";
import { notFound } from "#platform/errors.ts";
import type { Invitation } from "../contract.ts";
import { isAnsweredFor, type Standing } from "./inviter.ts";

/** The invitations of an organization, with what each stands on now. */
export function invitationsOf(db: Db, organizationId: string) {
  return db
    .selectFrom("invitations as i")
    .leftJoin("memberships as inviter", (join) =>
      join.onRef("inviter.organization_id", "=", "i.organization_id").onRef("inviter.id", "=", "i.inviter_membership_id"),
    )
    .leftJoin("custom_roles as r", (join) => join.onRef("r.organization_id", "=", "i.organization_id").onRef("r.id", "=", "i.role"))
    .leftJoin("custom_roles as inviter_r", (join) =>
      join.onRef("inviter_r.organization_id", "=", "inviter.organization_id").onRef("inviter_r.id", "=", "inviter.custom_role_id"),
    )
    .where("i.organization_id", "=", organizationId);
}

/** Those that were neither accepted nor taken back. */
export function openInvitations(db: Db, organizationId: string) {
  return invitationsOf(db, organizationId).where("i.accepted_at", "is", null).where("i.revoked_at", "is", null);
}

export const invitationColumns = [
  "i.id",
  "i.email",
  "i.role",
  "i.invited_by_name",
  "i.created_at",
  "i.expires_at",
  "i.last_sent_at",
  "r.name as custom_role_name",
  "r.permissions as ticked",
  "inviter.role as inviter_role",
  "inviter_r.permissions as inviter_ticked",
] as const;

export type InvitationRow = Omit<Invitation, "invited_by" | "status" | "role_name"> & {
  invited_by_name: string | null;
  custom_role_name: string | null;
} & Standing;

export function presentInvitation(row: InvitationRow): Invitation {
  const { id, email, role, custom_role_name, invited_by_name, created_at, expires_at, last_sent_at } = row;
  const role_name = nameOfRole(role, custom_role_name);
  const invited_by = invited_by_name === null ? null : { name: invited_by_name };
  const status = isUnexpired(expires_at) && isAnsweredFor(row) ? "pending" : "expired";
  return { id, email, role, role_name, invited_by, created_at, expires_at, status, last_sent_at };
}

export const isUnexpired = (expiresAt: string | null) => expiresAt === null || Date.parse(expiresAt) > Date.now();

/** @throws AppError 404 for one that is not this organization's, or not open any more */
export async function findOpenInvitation(db: Db, organizationId: string, invitationId: string): Promise<InvitationRow> {
  const row = await openInvitations(db, organizationId).select(invitationColumns).where("i.id", "=", invitationId).executeTakeFirst();
  if (!row) throw notFound("This invitation was accepted or taken back, or it does not exist.");
  return row;
}
