import type { UserActor } from "#access/actor.ts";
import { openScope } from "#access/scope.ts";
import type { Platform } from "#platform/platform.ts";
import { organizationOfInvitation, readByToken } from "./find-invitation.ts";
import { checkState, joinOrganization } from "./join-organization.ts";

/** What sign-up asks of invitations; app.ts hands it to identity, which stands above. */
export const signUpByInvitation = {
  /**
   * Whom a link lets sign up, and whether it proves that address.
   * @throws AppError 404 unknown, 409 used or expired, 423
   */
  async check(platform: Platform, token: string): Promise<{ email: string; proven: boolean }> {
    const invitation = await readByToken(platform, token);
    checkState(invitation);
    return { email: invitation.email, proven: invitation.mailed };
  },

  /** Makes the new account a member. @throws AppError as accepting the invitation would */
  async accept(platform: Platform, token: string, actor: UserActor): Promise<void> {
    const organizationId = await organizationOfInvitation(platform, token);
    const { transaction } = openScope({ platform, organizationId, actor, action: "invitation.accept", request: null });
    await transaction((open) => joinOrganization(open, organizationId, token, actor, platform.mail.mode !== "none"));
  },
};
