import type { UserActor } from "#access/actor.ts";
import { leaveTenant } from "#access/leave-tenant.ts";
import type { OpenTransaction, TransactionContext } from "#access/operation.ts";
import { confirmEmail } from "#features/identity/server/confirm-email.ts";
import { tellStreams } from "#features/identity/server/tell-streams.ts";
import type { Db } from "#platform/database/transaction.ts";
import type { Platform } from "#platform/platform.ts";
import { findInvitation, needsProof } from "./find-invitation.ts";
import { checkState, joinOrganization } from "./join-organization.ts";
import type { SeatsLeft } from "./seats.ts";

type Link = { organizationId: string; token: string; user: UserActor };

/**
 * Makes somebody a member by the link of an invitation. A mailed link proves the address. That is noted first: what is cut
 * off in between can be repeated, as the link is still open.
 *
 * @param transaction opens one of the inviting organization
 * @param wait lets an account wait whose address the link does not prove; without it that is refused
 * @returns the role, and whether the address was confirmed by this
 * @throws AppError as `joinOrganization`
 */
export async function joinByLink(
  platform: Platform,
  { organizationId, token, user }: Link,
  {
    transaction,
    seatsLeft,
    wait,
  }: { transaction: OpenTransaction; seatsLeft: SeatsLeft; wait?: (open: TransactionContext) => Promise<void> },
): Promise<{ role: string; confirmed: boolean }> {
  const find = (db: Db) => findInvitation(platform, db, organizationId, token, seatsLeft);
  const found = await leaveTenant(platform, "what the link of an invitation offers").tenant(organizationId, ({ db }) => find(db), "read");
  const isOpen = found.email === user.label && found.state === "pending";
  const confirmed = isOpen && found.mailed && !user.emailVerified && (await confirm(platform, user));
  const role = await transaction(async (open) => {
    if (isOpen && wait && needsProof(platform, found, user)) {
      checkState(await find(open.db));
      await wait(open);
      return found.role;
    }
    return (await joinOrganization(open, organizationId, user, find, (invitation) => needsProof(platform, invitation, user))).role;
  });
  return { role, confirmed };
}

async function confirm(platform: Platform, { id, label, sessionId }: UserActor): Promise<boolean> {
  const isFirst = await leaveTenant(platform, "the link of an invitation confirms an address").identity(({ db }) =>
    confirmEmail(db, { id, email: label, sessionId }),
  );
  if (isFirst) await tellStreams(platform, id);
  return isFirst;
}
