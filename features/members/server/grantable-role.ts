import type { Db } from "#platform/database/transaction.ts";
import { forbidden, invalid } from "#platform/errors.ts";
import { findRole, type StandingRole } from "./find-role.ts";
import type { Giver } from "./lock-as-giver.ts";

/**
 * The role that somebody is to get, as it is while the organization is locked. The one place that decides who can give
 * which: members, invitations, hand-overs and deleted roles ask here.
 *
 * @param giver from `lockAsGiver`, whose lock keeps the role as it is until the transaction ends
 * @param field that named the role
 * @throws AppError 422 for a role that this organization has not, 403 for one that may something that the giver may not
 */
export async function grantableRole(db: Db, organizationId: string, giver: Giver, role: string, field = "role"): Promise<StandingRole> {
  const found = await findRole(db, organizationId, role);
  if (!found) throw invalid({ [field]: "Choose a role of this organization." });
  if (isAbove(found, giver)) throw forbidden("You cannot give a role with more permissions than yours.");
  return found;
}

/** Whether a role has a permission that the giver lacks: such a giver cannot grant it, change it or take it from its members. */
export function isAbove(role: StandingRole | null, giver: Pick<Giver, "permissions">): boolean {
  return [...(role?.permissions ?? [])].some((permission) => !giver.permissions.has(permission));
}
