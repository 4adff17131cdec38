import type { UserActor } from "#access/actor.ts";
import { byCookie } from "#access/authenticate.ts";
import { AppError } from "#platform/errors.ts";
import type { Platform } from "#platform/platform.ts";
import { maskEmail, type AccountLink } from "../contract.ts";
import { findLink } from "./account-mails.ts";
import { changeEmail } from "./change-email.ts";
import { confirmByLink } from "./confirm-by-link.ts";
import { resetPassword, type EndKeys, type From } from "./reset-password.ts";
import { queueAccountMail } from "./send-account-mail.ts";

/** A call as the handler has checked it. */
type Asked = { request: Request; url: URL; body: Record<string, string>; from: From };

type Needs = { endKeys: EndKeys; settle: (actor: UserActor, from: From) => Promise<void> };

/**
 * What mails of an account lead to, below `/api/auth` beside better-auth's own addresses: a GET changes nothing there, and
 * no answer tells whether an address has an account.
 */
export function ownEndpoints(platform: Platform, { endKeys, settle }: Needs): Record<string, (asked: Asked) => Promise<Response>> {
  return {
    "POST /request-password-reset": async ({ body }) => {
      await queueAccountMail(platform, { kind: "reset_password", email: body.email! });
      return done();
    },
    "POST /send-verification-email": async ({ body }) => {
      await queueAccountMail(platform, { kind: "confirm_address", email: body.email! });
      return done();
    },
    "GET /account-link": async ({ request, url }) => Response.json(await describeLink(url.searchParams.get("token") ?? "", request)),
    "POST /reset-password": async ({ body, from }) => {
      await resetPassword(platform, { token: body.token!, newPassword: body.newPassword!, from }, endKeys);
      return done();
    },
    "POST /verify-email": async ({ request, body, from }) => {
      const actor = await requireActor(request);
      const confirmed = await confirmByLink(platform, actor, body.token!);
      // Whoever waits for an organization until the address is confirmed joins it now.
      await settle({ ...actor, label: confirmed.email, emailVerified: true }, from);
      return Response.json(confirmed);
    },
    "POST /change-email": async ({ request, body }) =>
      changeEmail(platform, await requireActor(request), { newEmail: body.newEmail!, password: body.password, code: body.code }),
  };

  async function requireActor(request: Request): Promise<UserActor> {
    const caller = await byCookie(platform, request, null);
    if (!caller) throw new AppError("unauthenticated", "Sign in first.");
    return caller.actor;
  }

  async function describeLink(token: string, request: Request): Promise<AccountLink> {
    const link = await platform.database.transaction({ kind: "identity" }, "read", ({ db }) => findLink(db, token));
    if (!link) return { state: "over", kind: null, email: null, for_you: null };
    const caller = await byCookie(platform, request, null);
    const isOwn = caller && caller.actor.id === link.userId;
    const { state, kind, email } = link;
    return { state, kind, email: email && !isOwn ? maskEmail(email) : email, for_you: isOwn };
  }
}

const done = () => Response.json({ status: true });
