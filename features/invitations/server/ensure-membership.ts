import type { UserActor } from "#access/actor.ts";
import { leaveTenant } from "#access/leave-tenant.ts";
import { ensureOrganization } from "#features/organizations/server/ensure-organization.ts";
import { AppError } from "#platform/errors.ts";
import type { Platform } from "#platform/platform.ts";
import { requestFrom } from "#platform/work.ts";
import { findInvitationOf, needsProof } from "./find-invitation.ts";
import { joining, joinOrganization } from "./join-organization.ts";

/**
 * Puts a user who is in no organization into one: into the one that their sign-up waits for, once their address is
 * confirmed; otherwise, or when that invitation is over, into one of their own. Safe to repeat.
 *
 * @returns the name of the organization that the user still waits for
 */
export async function ensureMembership(platform: Platform, user: UserActor): Promise<string | null> {
  const organizationId = await leaveTenant(platform, "which organization waits for an account").organizationOf(
    "awaited_organization",
    user.id,
  );
  const waitsFor = organizationId && (await joinAwaited(platform, { organizationId, user }));
  if (waitsFor) return waitsFor;
  await ensureOrganization(platform, { id: user.id, email: user.label });
  return null;
}

type Awaited = { organizationId: string; user: UserActor };

/** Joins if the address is confirmed by now; answers the organization's name while it is not. */
async function joinAwaited(platform: Platform, { organizationId, user }: Awaited): Promise<string | null> {
  const invitation = await leaveTenant(platform, "an account joins the organization that waits for it").tenant(
    organizationId,
    ({ db }) => findInvitationOf(platform, db, organizationId, user.label),
    "read",
  );
  if (invitation?.state !== "pending") return null;
  if (needsProof(platform, invitation, user)) return invitation.organization.name;
  const { transaction } = leaveTenant(platform, "an account joins the organization that waits for it").act({
    organizationId,
    actor: user,
    act: joining,
    request: requestFrom(),
  });
  try {
    await transaction((open) => joinOrganization(open, { platform, organizationId, user }));
  } catch (error) {
    // It ended in this moment, or another tab was quicker: what is missing then is made good by the caller.
    if (!(error instanceof AppError)) throw error;
  }
  return null;
}
