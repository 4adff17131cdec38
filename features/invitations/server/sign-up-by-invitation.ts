import type { UserActor } from "#access/actor.ts";
import { leaveTenant } from "#access/leave-tenant.ts";
import type { Platform } from "#platform/platform.ts";
import { requestFrom } from "#platform/work.ts";
import { findInvitation, organizationOfInvitation } from "./find-invitation.ts";
import { joinByLink } from "./join-by-link.ts";
import { checkState, joining } from "./join-organization.ts";

/** What sign-up asks of invitations; app.ts hands it to identity, which stands above. */
export const signUpByInvitation = {
  /**
   * Whom a link lets sign up, and whether it proves that address.
   * @throws AppError 404 unknown, 409 used, ended, expired or full, 423
   */
  async check(platform: Platform, token: string): Promise<{ email: string; proven: boolean }> {
    const organizationId = await organizationOfInvitation(platform, token);
    const read = leaveTenant(platform, "whom an invitation lets sign up").tenant(
      organizationId,
      ({ db }) => findInvitation(platform, db, organizationId, token),
      "read",
    );
    const invitation = await read;
    checkState(invitation);
    return { email: invitation.email, proven: invitation.mailed };
  },

  /**
   * Makes the new account a member, or, by a link that proves no address, lets it wait for its own to be confirmed.
   * @throws AppError as accepting the invitation would
   */
  async accept(platform: Platform, token: string, actor: UserActor): Promise<void> {
    const organizationId = await organizationOfInvitation(platform, token);
    const { transaction } = leaveTenant(platform, "a new account accepts its invitation").act({
      organizationId,
      actor,
      act: joining,
      request: requestFrom(),
    });
    await joinByLink(platform, { organizationId, token, user: actor }, { transaction, mayWait: true });
  },
};
