import { z } from "zod";
import type { UserActor } from "#access/actor.ts";
import { byCookie, bySession, sessionCookieName } from "#access/authenticate.ts";
import { readCookie, renameOldCookies } from "#access/cookies.ts";
import { AppError, conflict, forbidden, invalid } from "#platform/errors.ts";
import { readJsonBody } from "#platform/http/json-body.ts";
import { isRead } from "#platform/http/page-request.ts";
import { passwordsOf, readTexts } from "#platform/http/plain-text.ts";
import type { Platform } from "#platform/platform.ts";
import { Email, NewPassword, Password, PersonName } from "../contract.ts";
import { addressHeader, confirmationPage, createAuth, invitedHeader, sayInvited, type Invited } from "./auth.ts";
import { accountClosed, noteClosed, type ClosedAccount } from "./closed-account.ts";
import { createCredentialLimits } from "./credential-limits.ts";
import { translateError } from "./errors.ts";
import { forgetInvitation, keepInvitation, keptInvitation, seenInvitation } from "./invitation-cookie.ts";
import { withoutTokens } from "./without-tokens.ts";

const Optional = z.string().optional();

/** The addresses below `/api/auth` that exist, and what their bodies must hold. Everything else better-auth knows stays shut. */
export const endpoints: Record<string, z.ZodType | null> = {
  "POST /sign-up/email": z.looseObject({
    email: Email,
    password: NewPassword,
    name: PersonName.optional(),
    callbackURL: Optional,
    invitation_token: Optional,
  }),
  "POST /sign-in/email": z.looseObject({
    email: Email,
    password: Password.min(1, "Write your password.").meta({ format: "password" }),
    restore: z.boolean().optional(),
  }),
  "POST /sign-in/social": z.looseObject({ provider: z.literal("google"), invitation_token: Optional, restore: z.boolean().optional() }),
  "POST /sign-out": null,
  "GET /get-session": null,
  "POST /request-password-reset": z.looseObject({ email: Email }),
  "POST /reset-password": z.looseObject({ newPassword: NewPassword, token: z.string() }),
  "GET /verify-email": null,
  "POST /send-verification-email": z.looseObject({ email: Email }),
  "POST /change-password": z.looseObject({ newPassword: NewPassword, currentPassword: Password }),
  "POST /change-email": z.looseObject({ newEmail: Email }),
  "POST /update-user": z.strictObject({ name: PersonName }),
  "POST /link-social": z.looseObject({ provider: z.literal("google") }),
  "POST /unlink-account": z.strictObject({ accountId: z.string() }),
  "GET /callback/google": null,
  "GET /error": null,
};

export type Identity = { handle(request: Request, ip: string): Promise<Response> };

/** Invitations as sign-up needs them. Both throw an AppError where the link is no good. */
type Invitations = {
  check(platform: Platform, token: string): Promise<Invited>;
  accept(platform: Platform, token: string, actor: UserActor): Promise<unknown>;
};

/**
 * Everything below `/api/auth`: better-auth behind our own door. Who has a session after an answer has an
 * organization before it, because better-auth's hooks run after its commit and may be lost. Who came by an invitation
 * is in the inviting one, and in no other.
 *
 * @param settle puts a user without any organization into one; safe to repeat
 * @param restoreAccount brings back a closed account; safe to repeat
 */
export function createIdentity(options: {
  platform: Platform;
  settle: (platform: Platform, user: UserActor) => Promise<unknown>;
  restoreAccount: (platform: Platform, userId: string) => Promise<void>;
  invitations: Invitations;
}): Identity {
  const { platform, invitations } = options;
  const auth = createAuth(platform);
  const limits = createCredentialLimits(platform);

  return {
    async handle(request, ip) {
      const url = new URL(request.url);
      const path = url.pathname.replace(/^\/api\/auth/, "");
      const schema = endpoints[`${isRead(request.method) ? "GET" : request.method} ${path}`];
      if (schema === undefined) throw new AppError("not_found", "There is nothing at this address.");
      checkOrigin(request, platform);
      if (path === "/verify-email") completeLink(url);
      readTexts(Object.fromEntries(url.searchParams));
      const body = isRead(request.method) ? undefined : await readBody(request, schema);
      await limits.take(path, ip, typeof body?.email === "string" ? body.email : undefined);
      const checked = schema ? check(schema, body) : body;
      if (path === "/unlink-account") await keepPassword(String(checked?.accountId));
      const { invitation_token: asked, restore, ...rest } = checked ?? {};
      // Comes back with the caller from Google, in a state that better-auth keeps.
      if (path === "/sign-in/social" && restore === true) rest.additionalData = { restore };
      const token = path.startsWith("/callback/") ? keptInvitation(platform, request) : typeof asked === "string" ? asked : null;
      const seen = token ? null : await findSeen(request, path, checked?.email);
      const invited = token ? await findInvited(token, path, checked?.email) : (seen?.invited ?? null);
      const ask = () => auth.handler(forward(request, url, platform, ip, checked && rest, invited));
      const { response: first, closed } = await noteClosed(ask);
      const answered = closed ? await openClosed(closed, { response: first, repeat: ask, wantsBack: restore === true }) : first;
      const error = await translateError(answered);
      if (error) throw error;
      const response = await withoutTokens(answered);
      if (path === "/sign-in/social") return token ? keepInvitation(response, token, platform.env.appUrl) : response;
      if (path === "/verify-email") await settleCaller(request);
      const joined = await ensureForSession(response, token, seen?.token ?? null);
      return path.startsWith("/callback/") && token ? forgetInvitation(response, joined ? null : token, platform.env.appUrl) : response;
    },
  };

  /**
   * Whoever wants his closed account back has it, and with it his session: by password at once, from Google by coming once
   * more, because what Google gave is spent.
   *
   * @throws AppError `account_closed` for whoever did not say so; the way back from Google ends at sign-in with that code
   */
  async function openClosed(closed: ClosedAccount, { response, repeat, wantsBack }: Refused): Promise<Response> {
    const fromGoogle = response.status === 302;
    if (!wantsBack && !closed.wantsBack) {
      if (fromGoogle) return response;
      throw accountClosed(closed);
    }
    await options.restoreAccount(platform, closed.userId);
    return fromGoogle ? Response.redirect(`${platform.env.appUrl}/sign-in?restored=true`, 302) : repeat();
  }

  /** With an address and a password what is wrong is said at once; the way back from Google goes on and ends at the invitation's page. */
  async function findInvited(token: string, path: string, email: unknown): Promise<Invited | null> {
    if (path.startsWith("/callback/")) return invitations.check(platform, token).catch(() => null);
    const invited = await invitations.check(platform, token);
    if (email !== undefined && email !== invited.email) throw forbidden("This invitation is for another e-mail address.");
    return invited;
  }

  /** The invitation whose page was open in this browser, for whoever signs up without a word of it: with its address alone. */
  async function findSeen(request: Request, path: string, email: unknown): Promise<{ token: string; invited: Invited } | null> {
    const fromGoogle = path.startsWith("/callback/");
    const token = fromGoogle || path === "/sign-up/email" ? seenInvitation(platform, request) : null;
    const invited = token && (await invitations.check(platform, token).catch(() => null));
    return invited && (fromGoogle || invited.email === email) ? { token, invited } : null;
  }

  /** Whoever opens the link that confirms his address joins at once the organization that he waits for. */
  async function settleCaller(request: Request): Promise<void> {
    const caller = await byCookie(platform, request, null);
    if (caller) await settle(caller.actor);
  }

  /** Whoever still comes without an organization gets it at `GET /v1/me`. */
  async function settle(actor: UserActor): Promise<void> {
    await options
      .settle(platform, actor)
      .catch((error: unknown) => platform.log.error({ err: error }, "an organization could not be made at sign-up"));
  }

  async function isNew(actor: UserActor): Promise<boolean> {
    const { rows } = await platform.database.identityPool.query("select from organizations_of($1, '', 1, 0, false)", [actor.id]);
    return rows.length === 0;
  }

  /** A password is replaced, never taken away: so two who disconnect at once cannot take both ways to sign in. */
  async function keepPassword(accountId: string): Promise<void> {
    const { rows } = await platform.database.identityPool.query("select provider_id from accounts where id = $1", [accountId]);
    if (rows[0]?.provider_id === "credential") throw conflict("A password can be changed, but not taken away.");
  }

  /** Answers whether the invitation was accepted. The session stands already: what fails here is made good later. */
  async function ensureForSession(response: Response, askedToken: string | null, seenToken: string | null): Promise<boolean> {
    const session = sessionTokenOf(response, sessionCookieName(platform.env.appUrl));
    const caller = session ? await bySession(platform, session, null) : null;
    if (!caller) return false;
    const { actor } = caller;
    const invitationToken = askedToken ?? (seenToken && (await isNew(actor)) ? seenToken : null);
    if (invitationToken) {
      const refusal = await invitations.accept(platform, invitationToken, actor).then(
        () => null,
        (error: unknown) => error,
      );
      if (refusal === null) return true;
      platform.log.warn({ err: refusal }, "an invitation could not be accepted at sign-up");
    }
    await settle(actor);
    return false;
  }
}

/** The answer that a closed account got in place of a session, and how to ask again. */
type Refused = { response: Response; repeat: () => Promise<Response>; wantsBack: boolean };

/** A browser says where a write comes from; one that carries a session, or any that names another page, must be ours. */
function checkOrigin(request: Request, platform: Platform): void {
  if (isRead(request.method)) return;
  const origin = request.headers.get("origin");
  const carriesSession = readCookie(platform, request.headers.get("cookie"), "session_token") !== null;
  if (origin === platform.env.appUrl || (origin === null && !carriesSession)) return;
  throw new AppError("forbidden", "A write with a session counts only from this installation's own pages.");
}

/** A mailed link that lost its end still leads to a page, which says what to do. */
function completeLink({ searchParams }: URL): void {
  if (!searchParams.get("token")) searchParams.set("token", "none");
  if (!searchParams.get("callbackURL")) searchParams.set("callbackURL", confirmationPage);
}

async function readBody(request: Request, schema: z.ZodType | null): Promise<Record<string, unknown>> {
  const texts = readTexts(await readJsonBody(request), schema ? passwordsOf(schema) : undefined);
  const parsed = z.record(z.string(), z.unknown()).safeParse(texts);
  if (!parsed.success) throw new AppError("invalid_request", "The body is not a JSON object.");
  return parsed.data;
}

function check(schema: z.ZodType, body: unknown): Record<string, unknown> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data as Record<string, unknown>;
  const fields: Record<string, string> = {};
  for (const issue of parsed.error.issues) fields[issue.path.join(".") || "body"] ??= issue.message;
  throw invalid(fields);
}

/** The same request at the address that better-auth knows itself by, with the body as checked and the caller's real address. */
function forward(
  request: Request,
  url: URL,
  platform: Platform,
  ip: string,
  body: Record<string, unknown> | undefined,
  invited: Invited | null,
): Request {
  const headers = new Headers(request.headers);
  for (const name of ["x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "content-length", invitedHeader]) headers.delete(name);
  if (headers.has("cookie")) headers.set("cookie", renameOldCookies(platform, headers.get("cookie")));
  if (invited) headers.set(invitedHeader, sayInvited(invited));
  headers.set(addressHeader, ip || "127.0.0.1");
  headers.set("content-type", "application/json");
  // better-auth wants a name; which one is decided where the user is made.
  const complete = url.pathname.endsWith("/sign-up/email") ? { name: "", ...body } : body;
  return new Request(`${platform.env.appUrl}${url.pathname}${url.search}`, {
    method: isRead(request.method) ? "GET" : request.method,
    headers,
    ...(body ? { body: JSON.stringify(complete) } : {}),
  });
}

function sessionTokenOf(response: Response, cookieName: string): string | null {
  const cookie = response.headers.getSetCookie().find((line) => line.startsWith(`${cookieName}=`));
  const value = cookie ? decodeURIComponent(cookie.slice(cookieName.length + 1).split(";")[0] ?? "") : "";
  return value.includes(".") ? value.slice(0, value.lastIndexOf(".")) : null;
}
