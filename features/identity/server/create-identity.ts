import { z } from "zod";
import { sessionCookieName } from "#access/authenticate.ts";
import { AppError, conflict, invalid } from "#platform/errors.ts";
import { readJsonBody } from "#platform/http/json-body.ts";
import type { Platform } from "#platform/platform.ts";
import { Email, NewPassword, PersonName } from "../contract.ts";
import { addressHeader, confirmationPage, createAuth } from "./auth.ts";
import { createCredentialLimits } from "./credential-limits.ts";
import { translateError } from "./errors.ts";

const Optional = z.string().optional();

/** The addresses below `/api/auth` that exist, and what their bodies must hold. Everything else better-auth knows stays shut. */
const endpoints: Record<string, z.ZodType | null> = {
  "POST /sign-up/email": z.looseObject({ email: Email, password: NewPassword, name: PersonName.optional(), callbackURL: Optional }),
  "POST /sign-in/email": z.looseObject({ email: Email, password: z.string().min(1, "Write your password.") }),
  "POST /sign-in/social": z.looseObject({ provider: z.literal("google") }),
  "POST /sign-out": null,
  "GET /get-session": null,
  "POST /request-password-reset": z.looseObject({ email: Email }),
  "POST /reset-password": z.looseObject({ newPassword: NewPassword, token: z.string() }),
  "GET /verify-email": null,
  "POST /send-verification-email": z.looseObject({ email: Email }),
  "POST /change-password": z.looseObject({ newPassword: NewPassword, currentPassword: z.string() }),
  "POST /change-email": z.looseObject({ newEmail: Email }),
  "POST /update-user": z.strictObject({ name: PersonName }),
  "POST /link-social": z.looseObject({ provider: z.literal("google") }),
  "POST /unlink-account": z.strictObject({ accountId: z.string() }),
  "GET /callback/google": null,
  "GET /error": null,
};

export type Identity = { handle(request: Request, ip: string): Promise<Response> };

/**
 * Everything below `/api/auth`: better-auth behind our own door. Who has a session after an answer has an
 * organization before it, because better-auth's hooks run after its commit and may be lost.
 *
 * @param ensureOrganization gives a user without any organization one; safe to repeat
 */
export function createIdentity(options: {
  platform: Platform;
  ensureOrganization: (platform: Platform, user: { id: string; email: string }) => Promise<unknown>;
}): Identity {
  const { platform } = options;
  const auth = createAuth(platform);
  const limits = createCredentialLimits(platform);

  return {
    async handle(request, ip) {
      const url = new URL(request.url);
      const path = url.pathname.replace(/^\/api\/auth/, "");
      const schema = endpoints[`${request.method} ${path}`];
      if (schema === undefined) throw new AppError("not_found", "There is nothing at this address.");
      checkOrigin(request, platform.env.appUrl);
      if (path === "/verify-email") completeLink(url);
      const body = request.method === "GET" ? undefined : await readBody(request);
      await limits.take(path, ip, typeof body?.email === "string" ? body.email : undefined);
      const checked = schema ? check(schema, body) : body;
      if (path === "/unlink-account") await keepPassword(String(checked?.accountId));
      const response = await auth.handler(forward(request, url, platform.env.appUrl, ip, checked));
      const error = await translateError(response);
      if (error) throw error;
      await ensureForSession(response);
      return response;
    },
  };

  /** A password is replaced, never taken away: so two who disconnect at once cannot take both ways to sign in. */
  async function keepPassword(accountId: string): Promise<void> {
    const { rows } = await platform.database.identityPool.query("select provider_id from accounts where id = $1", [accountId]);
    if (rows[0]?.provider_id === "credential") throw conflict("A password can be changed, but not taken away.");
  }

  async function ensureForSession(response: Response): Promise<void> {
    const token = sessionTokenOf(response, sessionCookieName(platform.env.appUrl));
    if (!token) return;
    const { rows } = await platform.database.identityPool.query("select user_id as id, email from authenticate($1, null)", [token]);
    if (rows[0]) {
      // The session stands already: whoever comes without an organization gets it at `GET /v1/me`.
      await options
        .ensureOrganization(platform, rows[0])
        .catch((error: unknown) => platform.log.error({ err: error }, "an organization could not be made at sign-up"));
    }
  }
}

/** A browser says where a write comes from; one that carries a session, or any that names another page, must be ours. */
function checkOrigin(request: Request, appUrl: string): void {
  if (request.method === "GET") return;
  const origin = request.headers.get("origin");
  const carriesSession = request.headers.get("cookie")?.includes(sessionCookieName(appUrl)) ?? false;
  if (origin === appUrl || (origin === null && !carriesSession)) return;
  throw new AppError("forbidden", "A write with a session counts only from this installation's own pages.");
}

/** A mailed link that lost its end still leads to a page, which says what to do. */
function completeLink({ searchParams }: URL): void {
  if (!searchParams.get("token")) searchParams.set("token", "none");
  if (!searchParams.get("callbackURL")) searchParams.set("callbackURL", confirmationPage);
}

async function readBody(request: Request): Promise<Record<string, unknown>> {
  const parsed = z.record(z.string(), z.unknown()).safeParse(await readJsonBody(request));
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
function forward(request: Request, url: URL, appUrl: string, ip: string, body: Record<string, unknown> | undefined): Request {
  const headers = new Headers(request.headers);
  for (const name of ["x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "content-length"]) headers.delete(name);
  headers.set(addressHeader, ip || "127.0.0.1");
  headers.set("content-type", "application/json");
  // better-auth wants a name; which one is decided where the user is made.
  const complete = url.pathname.endsWith("/sign-up/email") ? { name: "", ...body } : body;
  return new Request(`${appUrl}${url.pathname}${url.search}`, {
    method: request.method,
    headers,
    ...(body ? { body: JSON.stringify(complete) } : {}),
  });
}

function sessionTokenOf(response: Response, cookieName: string): string | null {
  const cookie = response.headers.getSetCookie().find((line) => line.startsWith(`${cookieName}=`));
  const value = cookie ? decodeURIComponent(cookie.slice(cookieName.length + 1).split(";")[0] ?? "") : "";
  return value.includes(".") ? value.slice(0, value.lastIndexOf(".")) : null;
}
