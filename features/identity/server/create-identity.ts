import { z } from "zod";
import type { UserActor } from "#access/actor.ts";
import { byCookie, bySession, sessionCookieName } from "#access/authenticate.ts";
import { readCookie, renameOldCookies } from "#access/cookies.ts";
import { countEvent } from "#features/account-log/server/count-event.ts";
import { AppError, conflict, forbidden, invalid } from "#platform/errors.ts";
import { readJsonBody } from "#platform/http/json-body.ts";
import { isRead } from "#platform/http/page-request.ts";
import { passwordsOf, readTexts } from "#platform/http/plain-text.ts";
import type { Platform } from "#platform/platform.ts";
import { Email, Password, PersonName } from "../contract.ts";
import { endLinks } from "./account-mails.ts";
import { addressHeader, createAuth, invitedHeader, sayInvited, type Invited } from "./auth.ts";
import { ChosenPassword } from "./chosen-password.ts";
import { accountClosed, noteClosed, type ClosedAccount } from "./closed-account.ts";
import { countAttempt } from "./credential-limits.ts";
import { saysTaken, signUpClosed, translateError } from "./errors.ts";
import { forgetInvitation, keepInvitation, keptInvitation, seenInvitation } from "./invitation-cookie.ts";
import { createKnownDevices } from "./known-devices.ts";
import { ownEndpoints } from "./own-endpoints.ts";
import { tellPasswordChanged } from "./password-changed.ts";
import type { EndKeys, From } from "./reset-password.ts";
import { queueAccountMail } from "./send-account-mail.ts";
import { maySignUp } from "./sign-up-mode.ts";
import { forgiveFree, refuseProbing, tellTaken } from "./taken-addresses.ts";
import { withoutTokens } from "./without-tokens.ts";

const Optional = z.string().optional();

/** The addresses below `/api/auth` that exist, and what their bodies must hold. Everything else better-auth knows stays shut. */
export const endpoints: Record<string, z.ZodType | null> = {
  "POST /sign-up/email": z.looseObject({
    email: Email,
    password: ChosenPassword,
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
  "POST /reset-password": z.looseObject({ newPassword: ChosenPassword, token: z.string() }),
  "GET /account-link": null,
  "POST /verify-email": z.looseObject({ token: z.string() }),
  "POST /send-verification-email": z.looseObject({ email: Email }),
  "POST /change-password": z.looseObject({ newPassword: ChosenPassword, currentPassword: Password }),
  "POST /change-email": z.looseObject({ newEmail: Email, password: Password.optional(), code: Optional }),
  "POST /update-user": z.strictObject({ name: PersonName }),
  "POST /link-social": z.looseObject({ provider: z.literal("google") }),
  "POST /unlink-account": z.strictObject({ accountId: z.string() }),
  "GET /callback/google": null,
  "GET /error": null,
};

/** Whose session these concern is known from the cookie. */
const ofSession = ["/change-password", "/change-email"];
/** Whoever gets a session by these sits at the browser that asks. */
const signingIn = ["/sign-in/email", "/sign-up/email", "/callback/google", "/change-password"];

export type Identity = {
  handle(request: Request, from: From): Promise<Response>;
  /** What a request is for, as method and path; undefined where there is nothing at its address. */
  patternOf(request: Request): string | undefined;
};

/** Invitations as sign-up needs them. Both throw an AppError where the link is no good. */
type Invitations = {
  check(platform: Platform, token: string): Promise<Invited>;
  accept(platform: Platform, token: string, actor: UserActor, from: From): Promise<unknown>;
};

/**
 * Everything below `/api/auth`: better-auth behind our own door. Who has a session after an answer has an
 * organization before it, because better-auth's hooks run after its commit and may be lost. Who came by an invitation
 * is in the inviting one, and in no other.
 *
 * @param settle puts a user without any organization into one; safe to repeat
 * @param restoreAccount brings back a closed account; safe to repeat
 * @param endKeys ends the API keys of an account
 */
export function createIdentity(options: {
  platform: Platform;
  settle: (platform: Platform, user: UserActor, from: From) => Promise<unknown>;
  restoreAccount: (platform: Platform, userId: string) => Promise<void>;
  endKeys: EndKeys;
  invitations: Invitations;
}): Identity {
  const { platform, invitations } = options;
  const auth = createAuth(platform);
  const devices = createKnownDevices(platform);
  const own = ownEndpoints(platform, { endKeys: options.endKeys, settle });

  return {
    patternOf(request) {
      const line = lineOf(request);
      return line in endpoints ? line.replace(" ", " /api/auth") : undefined;
    },

    async handle(request, from) {
      const { ip } = from;
      const url = new URL(request.url);
      const path = pathOf(request);
      const line = lineOf(request);
      const schema = endpoints[line];
      if (schema === undefined) throw new AppError("not_found", "There is nothing at this address.");
      checkOrigin(request, platform);
      readTexts(Object.fromEntries(url.searchParams));
      const body = isRead(request.method) ? undefined : await readBody(request, schema);
      const email = Email.safeParse(body?.email).data;
      const holder = ofSession.includes(path) ? await byCookie(platform, request, null) : null;
      const device = email ? await devices.find(request, email) : null;
      const succeed = await countAttempt(platform, { path, ip, account: holder?.actor.id ?? email, device });
      const checked = schema ? check(schema, body) : body;
      const answer = own[line];
      if (answer) {
        if (path === "/request-password-reset") await count("reset_asked", String(checked?.email), from);
        return answer({ request, url, body: (checked ?? {}) as Record<string, string>, from });
      }
      if (path === "/unlink-account") await keepPassword(request, String(checked?.accountId));
      const { invitation_token: asked, restore, ...rest } = checked ?? {};
      // Comes back with the caller from Google, in a state that better-auth keeps.
      if (path === "/sign-in/social" && restore === true) rest.additionalData = { restore };
      const token = path.startsWith("/callback/") ? keptInvitation(platform, request) : typeof asked === "string" ? asked : null;
      const seen = token ? null : await findSeen(request, path, checked?.email);
      const invited = token ? await findInvited(token, path, checked?.email) : (seen?.invited ?? null);
      const signsUp = path === "/sign-up/email" ? String(checked?.email) : null;
      if (signsUp !== null) await admitSignUp(invited, ip);
      const ask = () => auth.handler(forward(request, url, platform, ip, checked && rest, invited));
      const { response: first, closed } = await noteClosed(ask);
      if (closed || first.status < 400) await succeed();
      const answered = closed ? await openClosed(closed, { response: first, repeat: ask, wantsBack: restore === true }) : first;
      const error = await translateError(answered);
      if (path === "/sign-in/email" && error?.code === "unauthenticated") await count("sign_in_failed", String(checked?.email), from);
      if (signsUp !== null) await (error && (await saysTaken(answered)) ? tellTaken(platform, signsUp) : forgiveFree(platform, ip));
      if (error) throw error;
      if (path === "/change-password" && holder) await afterPasswordChange(holder.actor);
      const response = await withoutTokens(answered);
      if (signsUp !== null) await queueAccountMail(platform, { kind: "confirm_address", email: signsUp });
      if (path === "/sign-in/social") return token ? keepInvitation(response, token, platform.env.appUrl) : response;
      const caller = await callerOf(response);
      const joined = caller !== null && (await ensureForSession(caller.actor, token, seen?.token ?? null, from));
      const known = caller && signingIn.includes(path) ? await rememberDevice(request, response, caller.actor, path) : response;
      return path.startsWith("/callback/") && token ? forgetInvitation(known, joined ? null : token, platform.env.appUrl) : known;
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

  /** Asked before the address is looked up: where sign-up is closed nobody learns whether it has an account. */
  async function admitSignUp(invited: Invited | null, ip: string): Promise<void> {
    if (!invited && !(await maySignUp(platform))) throw signUpClosed();
    await refuseProbing(platform, ip);
  }

  /** Whoever still comes without an organization gets it at `GET /v1/me`. */
  async function settle(actor: UserActor, from: From): Promise<void> {
    await options
      .settle(platform, actor, from)
      .catch((error: unknown) => platform.log.error({ err: error }, "an organization could not be made at sign-up"));
  }

  async function isNew(actor: UserActor): Promise<boolean> {
    const { rows } = await platform.database.identityPool.query("select from organizations_of($1, '', 1, 0, false)", [actor.id]);
    return rows.length === 0;
  }

  /** A password is replaced, never taken away: so two who disconnect at once cannot take both ways to sign in. */
  async function keepPassword(request: Request, accountId: string): Promise<void> {
    const caller = await byCookie(platform, request, null);
    const { rows } = await platform.database.identityPool.query("select provider_id from accounts where id = $1 and user_id = $2", [
      accountId,
      caller?.actor.id,
    ]);
    if (rows[0]?.provider_id === "credential") throw conflict("A password can be changed, but not taken away.");
  }

  /** What was mailed before the password changed opens nothing any more. */
  async function afterPasswordChange({ id, label }: UserActor): Promise<void> {
    await platform.database.transaction({ kind: "identity" }, "write", ({ db }) => endLinks(db, id));
    await tellPasswordChanged(platform, label);
  }

  /** Answers whether the invitation was accepted. The session stands already: what fails here is made good later. */
  async function ensureForSession(actor: UserActor, askedToken: string | null, seenToken: string | null, from: From): Promise<boolean> {
    const invitationToken = askedToken ?? (seenToken && (await isNew(actor)) ? seenToken : null);
    if (invitationToken) {
      const refusal = await invitations.accept(platform, invitationToken, actor, from).then(
        () => null,
        (error: unknown) => error,
      );
      if (refusal === null) return true;
      platform.log.warn({ err: refusal }, "an invitation could not be accepted at sign-up");
    }
    await settle(actor, from);
    return false;
  }

  /** Whose session an answer begins or goes on with. */
  async function callerOf(response: Response) {
    const session = sessionTokenOf(response, sessionCookieName(platform.env.appUrl));
    return session ? bySession(platform, session, null) : null;
  }

  /** A device that is not remembered is one that is asked for patience more often: no reason to refuse who has just signed in. */
  async function rememberDevice(request: Request, response: Response, { id, sessionId }: UserActor, path: string): Promise<Response> {
    try {
      const known = await devices.remember(request, response, { userId: id, sessionId });
      // A session of its own is made here only where all others were ended.
      if (path === "/change-password") await devices.forgetOthers(id, sessionId);
      return known;
    } catch (error) {
      platform.log.error({ err: error }, "a device could not be remembered");
      return response;
    }
  }

  /** The refusal stands, and so does the mail, whether they could be noted or not. */
  async function count(kind: Parameters<typeof countEvent>[1]["kind"], email: string, { ip, userAgent }: From): Promise<void> {
    await countEvent(platform, { kind, email, ip, userAgent }).catch((error: unknown) =>
      platform.log.error({ err: error, kind }, "the account log was not written"),
    );
  }
}

const lineOf = (request: Request) => `${isRead(request.method) ? "GET" : request.method} ${pathOf(request)}`;
const pathOf = (request: Request) => new URL(request.url).pathname.replace(/^\/api\/auth/, "");

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
