import type { UserActor } from "#access/actor.ts";
import { byCookie, bySession, sessionCookieName } from "#access/authenticate.ts";
import { countCaller } from "#access/credential-limits.ts";
import { readCookie, renameOldCookies } from "#access/cookies.ts";
import { leaveTenant } from "#access/leave-tenant.ts";
import { countEvent } from "#features/account-log/server/count-event.ts";
import { AppError, conflict, forbidden, isOurFault } from "#platform/errors.ts";
import { isRead } from "#platform/http/page-request.ts";
import { readTexts } from "#platform/http/plain-text.ts";
import type { Platform } from "#platform/platform.ts";
import { requestFrom } from "#platform/work.ts";
import { Email } from "../contract.ts";
import { afterPasswordChange } from "./after-password-change.ts";
import { addressHeader, admissionHeader, createAuth, sayAdmission, type Admission, type Invited } from "./auth.ts";
import { accountClosed, type ClosedAccount } from "./closed-account.ts";
import { countAttempt } from "./credential-limits.ts";
import { check, endpoints, readBody } from "./endpoints.ts";
import { finishPath } from "./finish-sign-in.ts";
import { signUpClosed, translateError, warnOfRefusedReturn } from "./errors.ts";
import { forgetInvitation, setInvitationCookie, readInvitationCookie, seenInvitation } from "./invitation-cookie.ts";
import { createKnownDevices } from "./known-devices.ts";
import { ownEndpoints } from "./own-endpoints.ts";
import type { EndKeys } from "./reset-password.ts";
import { createSecondStep, type Shown, type Waiting } from "./second-step.ts";
import { noteRefusal } from "./session-hook.ts";
import { askedBy, queueAccountMail } from "./send-account-mail.ts";
import { maySignUp } from "./sign-up-mode.ts";
import { refuseTaken } from "./taken-addresses.ts";
import { withoutTokens } from "./without-tokens.ts";

/** These concern the account of the session in the cookie. */
const ofSession = ["/change-password", "/change-email"];
/** A session that these begin belongs to the person at the browser that asks. */
const signingIn = ["/sign-in/email", "/sign-up/email", "/callback/google", "/change-password"];
/** These ask for the second factor, where the browser is not one that is remembered. */
const askingFactor = ["/sign-in/email", "/callback/google"];
/** These can create an account. */
const creating = ["/sign-up/email", "/sign-in/social", "/callback/google"];

export type Identity = {
  handle(request: Request): Promise<Response>;
  /** What a request is for, as method and path; undefined where there is nothing at its address. */
  patternOf(request: Request): string | undefined;
};

/** Invitations as sign-up needs them. Both throw an AppError where the link is no good. */
type Invitations = {
  check(platform: Platform, token: string): Promise<Invited>;
  accept(platform: Platform, token: string, actor: UserActor): Promise<unknown>;
};

/**
 * Everything below `/api/auth`: better-auth behind our own door. Everybody who has a session after an answer has an
 * organization before it, because better-auth's hooks run after its commit and may be lost. People who came by an
 * invitation are in the inviting organization, and in no other.
 *
 * @param ensureMembership puts a user without any organization into one; safe to repeat
 * @param restoreAccount brings back a closed account; safe to repeat
 * @param endKeys ends the API keys of an account
 */
export function createIdentity(options: {
  platform: Platform;
  ensureMembership: (platform: Platform, user: UserActor) => Promise<unknown>;
  restoreAccount: (platform: Platform, userId: string) => Promise<void>;
  endKeys: EndKeys;
  invitations: Invitations;
}): Identity {
  const { platform, invitations } = options;
  const auth = createAuth(platform);
  const devices = createKnownDevices(platform);
  const secondStep = createSecondStep(platform);
  const own = ownEndpoints(platform, { endKeys: options.endKeys, ensureMembership, secondStep });

  return {
    patternOf(request) {
      const line = lineOf(request);
      return line in endpoints ? line.replace(" ", " /api/auth") : undefined;
    },

    async handle(request) {
      const url = new URL(request.url);
      const path = pathOf(request);
      const schema = endpoints[lineOf(request)];
      if (schema === undefined) throw new AppError("not_found", "There is nothing at this address.");
      checkOrigin(request, platform);
      readTexts(Object.fromEntries(url.searchParams));
      const ip = requestFrom()?.ip ?? "";
      const caller = await countCaller(platform, ip, () => byCookie(platform, request, null));
      const actor = caller?.actor ?? null;
      const body = isRead(request.method) ? undefined : await readBody(request, schema);
      const email = Email.safeParse(body?.email).data;
      const waiting = path.startsWith("/sign-in/second-factor") ? await secondStep.find(request) : null;
      const address = email ?? waiting?.email;
      const device = address ? await devices.find(request, address) : null;
      const attempt = await countAttempt(platform, { path, ip, account: (ofSession.includes(path) && actor?.id) || address, device });
      try {
        const checked = schema && body ? check(schema, body) : body;
        const call = { request, url, path, ip, actor, body: checked, device, waiting, succeed: attempt.succeed };
        const finished = await showFactor(call);
        if (finished) return finished;
        return await (own[lineOf(request)]?.({ ...call, body: (checked ?? {}) as Record<string, string> }) ?? askBetterAuth(call));
      } catch (error) {
        // What failed on our side was no try.
        if (isOurFault(error)) await attempt.giveBack();
        throw error;
      }
    },
  };

  async function askBetterAuth({ request, url, path, ip, actor, body, device, succeed }: Call): Promise<Response> {
    if (path === "/unlink-account") await refuseUnlinkingPassword(actor, String(body?.accountId));
    if (path === "/link-social" && actor?.emailVerified === false) throw forbidden("Confirm your email address first.");
    const { invitation_token: asked, restore, ...rest } = body ?? {};
    // Comes back with the caller from Google, in a state that better-auth keeps.
    if (path === "/sign-in/social" && restore === true) rest.additionalData = { restore };
    const token = path.startsWith("/callback/") ? readInvitationCookie(platform, request) : typeof asked === "string" ? asked : null;
    const seen = token ? null : await findSeen(request, path, body?.email);
    const invited = token ? await findInvited(token, path, body?.email) : (seen?.invited ?? null);
    // Asked here, because better-auth would ask on a second connection while it holds one in its transaction.
    const admission = creating.includes(path) ? { open: await maySignUp(platform), invited } : null;
    const signsUp = path === "/sign-up/email" ? String(body?.email) : null;
    // Before the address is looked up: where sign-up is closed nobody learns whether it has an account.
    if (signsUp !== null && !invited && !admission?.open) throw signUpClosed();

    const ask = () => auth.handler(forward({ request, url, platform, ip, body: body && rest, admission }));
    const known = { shown: await shownFactors(path, request, actor), restore: restore === true };
    const noted = () => noteRefusal(known, ask);
    const { response: first, closed, waiting } = await (signsUp === null ? noted() : refuseTaken(platform, { email: signsUp, ip }, noted));
    if (closed || waiting || first.status < 400) await succeed();
    if (waiting) return secondStep.wait(first, waiting);
    const repeat = async () => (await noted()).response;
    const answered = closed ? await openClosed(closed, { response: first, repeat, wantsBack: restore === true }) : first;
    const error = await translateError(answered);
    if (path === "/sign-in/email" && error?.code === "unauthenticated") await countEvent(platform, "sign_in_failed", String(body?.email));
    if (error) throw error;
    if (path.startsWith("/callback/")) warnOfRefusedReturn(platform, answered);
    const response = await withoutTokens(answered);
    if (path === "/sign-in/social") return token ? setInvitationCookie(response, token, platform.env.appUrl) : response;
    const caller = await callerOf(response);
    if (path === "/change-password" && actor) await afterPasswordChange(platform, actor, caller?.actor.sessionId ?? null);
    const joined = caller !== null && (await ensureForSession(caller.actor, token, seen?.token ?? null));
    if (signsUp !== null) await mailConfirmation(signsUp, device);
    const remembered = caller && signingIn.includes(path) ? await rememberDevice(request, response, caller.actor, false) : response;
    return path.startsWith("/callback/") && token ? forgetInvitation(remembered, joined ? null : token, platform.env.appUrl) : remembered;
  }

  /** Where a sign-in shows a factor: it begins the session that waited for it. Null elsewhere. */
  async function showFactor(call: Call): Promise<Response | null> {
    const line = lineOf(call.request);
    const body = call.body as never;
    if (line === "POST /sign-in/passkey") return begin(call, await secondStep.showPasskey(body), false);
    if (line !== "POST /sign-in/second-factor") return null;
    const shown = await secondStep.show(call.waiting, body);
    return secondStep.forget(await begin(call, shown, call.body?.remember === true));
  }

  /** @param isRemembered whether this browser is asked for no second factor for a while */
  async function begin({ request, ip, succeed }: Call, { userId, restore }: Shown, isRemembered: boolean): Promise<Response> {
    await succeed();
    const asked = { shown: new Map([[userId, new Date()]]), restore };
    const url = new URL(`${platform.env.appUrl}/api/auth${finishPath}`);
    const ask = () => noteRefusal(asked, () => auth.handler(forward({ request, url, platform, ip, body: {}, admission: null })));
    const { response: first, closed } = await ask();
    const repeat = async () => (await ask()).response;
    const answered = closed ? await openClosed(closed, { response: first, repeat, wantsBack: restore }) : first;
    const error = await translateError(answered);
    if (error) throw error;
    const response = await withoutTokens(answered);
    const caller = await callerOf(response);
    if (!caller) return response;
    await ensureForSession(caller.actor, null, null);
    return rememberDevice(request, response, caller.actor, isRemembered);
  }

  /** Which accounts are asked for no second factor by this call, and when they have shown it. */
  async function shownFactors(path: string, request: Request, actor: UserActor | null): Promise<Map<string, Date | null>> {
    if (askingFactor.includes(path)) return devices.shownFactors(request);
    if (path !== "/change-password" || !actor) return new Map();
    const { rows } = await leaveTenant(platform, "when a session has shown a second factor").identityPool.query(
      "select factor_at from sessions where id = $1",
      [actor.sessionId],
    );
    return new Map([[actor.id, rows[0]?.factor_at ? new Date(rows[0].factor_at) : null]]);
  }

  /**
   * Restores a closed account for an owner who wants it back, and signs them in: by password at once, from Google by coming
   * once more, because what Google gave is spent.
   *
   * @throws AppError `account_closed` for an owner who did not ask for it; the way back from Google ends at sign-in with that code
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

  /** With an address and a password what is wrong is said at once; the way back from Google continues and ends at the invitation's page. */
  async function findInvited(token: string, path: string, email: unknown): Promise<Invited | null> {
    if (path.startsWith("/callback/")) return invitations.check(platform, token).catch(() => null);
    const invited = await invitations.check(platform, token);
    if (email !== undefined && email !== invited.email) throw forbidden("This invitation is for another email address.");
    return invited;
  }

  /** The invitation whose page was open in this browser, for somebody who signs up without naming it: with its address alone. */
  async function findSeen(request: Request, path: string, email: unknown): Promise<{ token: string; invited: Invited } | null> {
    const fromGoogle = path.startsWith("/callback/");
    const token = fromGoogle || path === "/sign-up/email" ? seenInvitation(platform, request) : null;
    const invited = token && (await invitations.check(platform, token).catch(() => null));
    return invited && (fromGoogle || invited.email === email) ? { token, invited } : null;
  }

  /** A user who still has no organization after this gets it at `GET /v1/me`. */
  async function ensureMembership(actor: UserActor): Promise<void> {
    await options
      .ensureMembership(platform, actor)
      .catch((error: unknown) => platform.log.error({ err: error }, "an organization could not be made at sign-up"));
  }

  async function isNew(actor: UserActor): Promise<boolean> {
    const { rows } = await leaveTenant(platform, "whether an account is in any organization").identityPool.query(
      "select from organizations_of($1, '', 1, 0, false)",
      [actor.id],
    );
    return rows.length === 0;
  }

  /** A password is replaced, never taken away: so two who disconnect at once cannot take both ways to sign in. */
  async function refuseUnlinkingPassword(actor: UserActor | null, accountId: string): Promise<void> {
    const { rows } = await leaveTenant(platform, "by which ways an account signs in").identityPool.query(
      "select provider_id from accounts where id = $1 and user_id = $2",
      [accountId, actor?.id],
    );
    if (rows[0]?.provider_id === "credential") throw conflict("A password can be changed, but not taken away.");
  }

  /** Answers whether the invitation was accepted. The session stands already: what fails here is made good later. */
  async function ensureForSession(actor: UserActor, askedToken: string | null, seenToken: string | null): Promise<boolean> {
    const invitationToken = askedToken ?? (seenToken && (await isNew(actor)) ? seenToken : null);
    if (invitationToken) {
      const refusal = await invitations.accept(platform, invitationToken, actor).then(
        () => null,
        (error: unknown) => error,
      );
      if (refusal === null) return true;
      platform.log.warn({ err: refusal }, "an invitation could not be accepted at sign-up");
    }
    await ensureMembership(actor);
    return false;
  }

  /** The account stands, and a page offers to send the mail again. */
  async function mailConfirmation(email: string, device: string | null): Promise<void> {
    await queueAccountMail(platform, { kind: "confirm_address", email, asked_by: askedBy(device) }).catch((error: unknown) =>
      platform.log.error({ err: error }, "the mail that confirms an address was not queued"),
    );
  }

  /** Whose session an answer begins or continues. */
  async function callerOf(response: Response) {
    const session = sessionTokenOf(response, sessionCookieName(platform.env.appUrl));
    return session ? bySession(platform, session, null) : null;
  }

  /** A device that is not remembered has to wait more often: no reason to refuse somebody who has just signed in. */
  async function rememberDevice(
    request: Request,
    response: Response,
    { id, sessionId }: UserActor,
    factorShown: boolean,
  ): Promise<Response> {
    return devices.remember(request, response, { userId: id, sessionId, factorShown }).catch((error: unknown) => {
      platform.log.error({ err: error }, "a device could not be remembered");
      return response;
    });
  }
}

/** A call that the door has let in. `succeed`: told once it turned out to be no guess. `device`: known to the account it names. */
export type Call = {
  request: Request;
  url: URL;
  path: string;
  ip: string;
  actor: UserActor | null;
  body: Record<string, unknown> | undefined;
  device: string | null;
  waiting: Waiting | null;
  succeed: () => Promise<void>;
};

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

type Forwarded = Pick<Call, "request" | "url" | "ip" | "body"> & { platform: Platform; admission: Admission | null };

/** The same request at the address that better-auth knows itself by, with the body as checked and the caller's real address. */
function forward({ request, url, platform, ip, body, admission }: Forwarded): Request {
  const headers = new Headers(request.headers);
  for (const name of ["x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "content-length", admissionHeader]) headers.delete(name);
  if (headers.has("cookie")) headers.set("cookie", renameOldCookies(platform, headers.get("cookie")));
  if (admission) headers.set(admissionHeader, sayAdmission(admission));
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
