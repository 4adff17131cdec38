import type { Db } from "#platform/database/transaction.ts";
import { notFound } from "#platform/errors.ts";
import type { Invitation } from "../../contract.ts";
import { mayStillInvite } from "./inviter.ts";

/** The invitations of an organization that were neither accepted nor taken back, with the role that whoever answers for each has now. */
export function openInvitations(db: Db, organizationId: string) {
  return db
    .selectFrom("invitations as i")
    .leftJoin("memberships as inviter", (join) =>
      join.onRef("inviter.organization_id", "=", "i.organization_id").onRef("inviter.id", "=", "i.inviter_membership_id"),
    )
    .where("i.organization_id", "=", organizationId)
    .where("i.accepted_at", "is", null)
    .where("i.revoked_at", "is", null);
}

export const invitationColumns = [
  "i.id",
  "i.email",
  "i.role",
  "i.invited_by_name",
  "i.created_at",
  "i.expires_at",
  "i.last_sent_at",
  "inviter.role as inviter_role",
] as const;

export type InvitationRow = Omit<Invitation, "invited_by" | "status" | "role_name"> & {
  invited_by_name: string | null;
  inviter_role: string | null;
};

export function presentInvitation({ invited_by_name, inviter_role, ...row }: InvitationRow): Invitation {
  const works = isUnexpired(row.expires_at) && mayStillInvite({ name: invited_by_name, role: inviter_role }, row.role);
  return { ...row, invited_by: invited_by_name === null ? null : { name: invited_by_name }, status: works ? "pending" : "expired" };
}

export const isUnexpired = (expiresAt: string | null) => expiresAt === null || Date.parse(expiresAt) > Date.now();

/** @throws AppError 404 for one that is not this organization's, or not open any more */
export async function findOpenInvitation(db: Db, organizationId: string, invitationId: string): Promise<InvitationRow> {
  const row = await openInvitations(db, organizationId).select(invitationColumns).where("i.id", "=", invitationId).executeTakeFirst();
  if (!row) throw notFound("This invitation was accepted or taken back, or it does not exist.");
  return row;
}
