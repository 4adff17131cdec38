import type { UserActor } from "#access/actor.ts";
import { leaveTenant } from "#access/leave-tenant.ts";
import type { OpenTransaction } from "#access/operation.ts";
import { confirmEmail } from "#features/identity/server/confirm-email.ts";
import { tellStreams } from "#features/identity/server/tell-streams.ts";
import type { Platform } from "#platform/platform.ts";
import { findInvitation, needsProof } from "./find-invitation.ts";
import { joinOrganization, waitToJoin } from "./join-organization.ts";

type Link = { organizationId: string; token: string; user: UserActor };

/**
 * Makes somebody a member by the link of an invitation. A mailed link proves the address. That is noted first: what is cut
 * off in between can be repeated, as the link is still open.
 *
 * @param transaction opens one of the inviting organization
 * @param mayWait whether an account waits whose address the link does not prove; else it is refused
 * @returns the role, and whether the address was confirmed by this
 * @throws AppError as `joinOrganization`
 */
export async function joinByLink(
  platform: Platform,
  { organizationId, token, user }: Link,
  { transaction, mayWait = false }: { transaction: OpenTransaction; mayWait?: boolean },
): Promise<{ role: string; confirmed: boolean }> {
  const found = await leaveTenant(platform, "what the link of an invitation offers").tenant(
    organizationId,
    ({ db }) => findInvitation(platform, db, organizationId, token),
    "read",
  );
  const isOpen = found.email === user.label && found.state === "pending";
  const confirmed = isOpen && found.mailed && !user.emailVerified && (await confirm(platform, user));
  const waits = isOpen && mayWait && needsProof(platform, found, user);
  const joins = { platform, organizationId, user, token };
  const role = await transaction((open) => (waits ? waitToJoin(open, joins) : joinOrganization(open, joins)));
  return { role, confirmed };
}

async function confirm(platform: Platform, { id, label, sessionId }: UserActor): Promise<boolean> {
  const isFirst = await leaveTenant(platform, "the link of an invitation confirms an address").identity(({ db }) =>
    confirmEmail(db, { id, email: label, sessionId }),
  );
  if (isFirst) await tellStreams(platform, id);
  return isFirst;
}
