import type { UserActor } from "#access/actor.ts";
import { leaveTenant } from "#access/leave-tenant.ts";
import { countEvent } from "#features/account-log/server/count-event.ts";
import { AppError } from "#platform/errors.ts";
import type { Platform } from "#platform/platform.ts";
import { maskEmail, type AccountLink } from "../contract.ts";
import { findLink } from "./account-mails.ts";
import { changeEmail } from "./change-email.ts";
import { confirmByLink } from "./confirm-by-link.ts";
import { resetPassword, type EndKeys } from "./reset-password.ts";
import { askedBy, queueAccountMail } from "./send-account-mail.ts";

/** A call as the handler has checked it. `device`: known to the account of the address in it. */
type Asked = { url: URL; actor: UserActor | null; body: Record<string, string>; device: string | null };

type Needs = { endKeys: EndKeys; ensureMembership: (actor: UserActor) => Promise<void> };

/**
 * What mails of an account lead to, below `/api/auth` beside better-auth's own addresses: a GET changes nothing there, and
 * no answer tells whether an address has an account.
 */
export function ownEndpoints(
  platform: Platform,
  { endKeys, ensureMembership }: Needs,
): Record<string, (asked: Asked) => Promise<Response>> {
  return {
    "POST /request-password-reset": async ({ body, device }) => {
      await countEvent(platform, "reset_asked", body.email!);
      await queueAccountMail(platform, { kind: "reset_password", email: body.email!, asked_by: askedBy(device) });
      return done();
    },
    "POST /send-verification-email": async ({ body, device }) => {
      await queueAccountMail(platform, { kind: "confirm_address", email: body.email!, asked_by: askedBy(device) });
      return done();
    },
    "GET /account-link": async ({ actor, url }) => Response.json(await describeLink(url.searchParams.get("token") ?? "", actor)),
    "POST /reset-password": async ({ body }) => {
      await resetPassword(platform, { token: body.token!, newPassword: body.newPassword! }, endKeys);
      return done();
    },
    "POST /verify-email": async (asked) => {
      const actor = requireActor(asked);
      const confirmed = await confirmByLink(platform, actor, asked.body.token!);
      // An account that waits for an organization until its address is confirmed joins it now.
      await ensureMembership({ ...actor, label: confirmed.email, emailVerified: true });
      return Response.json(confirmed);
    },
    "POST /change-email": async (asked) => {
      const { newEmail, password, code } = asked.body;
      return changeEmail(platform, requireActor(asked), { newEmail: newEmail!, password, code });
    },
  };

  async function describeLink(token: string, actor: UserActor | null): Promise<AccountLink> {
    const link = await leaveTenant(platform, "what a mailed link is for").identity(({ db }) => findLink(db, token), "read");
    if (!link) return { state: "over", kind: null, email: null, for_you: null };
    const isOwn = actor && actor.id === link.userId;
    const { state, kind, email } = link;
    return { state, kind, email: email && !isOwn ? maskEmail(email) : email, for_you: isOwn };
  }
}

function requireActor({ actor }: Asked): UserActor {
  if (!actor) throw new AppError("unauthenticated", "Sign in first.");
  return actor;
}

const done = () => Response.json({ status: true });
