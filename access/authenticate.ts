import { createHmac } from "node:crypto";
import { engineOf } from "#platform/engine.ts";
import { AppError } from "#platform/errors.ts";
import { readOrigin } from "#platform/http/origin.ts";
import { deriveKey, sameSecret } from "#platform/keys.ts";
import type { Platform } from "#platform/platform.ts";
import type { UserActor } from "./actor.ts";
import { byApiKey } from "./by-api-key.ts";
import type { Caller } from "./caller.ts";
import { cookieName, readCookie } from "./cookies.ts";
import { factsOfRow, type OrganizationRow } from "./facts-of-row.ts";
import { lacksFactor, type FactorRow } from "./lacks-factor.ts";
import { nameOfRole, permissionsOf, type Permission } from "./permissions.ts";
import { readVisitor } from "./visitor-token.ts";

type SessionCaller = Caller & { actor: UserActor };

const nothing: ReadonlySet<Permission> = new Set();

/**
 * Turns the credential of a request into a caller; null without one. Loads session, user, membership and the
 * organization's facts by one statement.
 *
 * @param organizationId from the path; the caller's `organization` stays null unless it belongs to it
 * @param address from where, as a key notes it
 * @throws AppError `unauthenticated` when there is a credential and it is wrong
 */
export async function authenticate(
  platform: Platform,
  request: Request,
  organizationId: string | null,
  address: string,
): Promise<Caller | null> {
  const authorization = request.headers.get("authorization");
  if (authorization) return byBearer(platform, authorization, request, organizationId, address);
  return byCookie(platform, request, organizationId);
}

/** The person whose session the Cookie header names; null without one. */
export async function byCookie(platform: Platform, request: Request, organizationId: string | null): Promise<SessionCaller | null> {
  const token = readSessionToken(platform, request.headers.get("cookie"));
  return token ? bySession(platform, token, organizationId) : null;
}

export const sessionCookieName = (appUrl: string) => cookieName(appUrl, "session_token");

/** The key that signs session cookies. */
export const sessionSecret = (appSecret: string) => deriveKey(appSecret, "sessions");

/** The session's token out of the Cookie header, if its signature is ours; else null. */
function readSessionToken(platform: Platform, cookies: string | null): string | null {
  const cookie = readCookie(platform, cookies, "session_token");
  if (!cookie) return null;
  const value = decode(cookie);
  const dot = value.lastIndexOf(".");
  if (dot < 1) return null;
  const token = value.slice(0, dot);
  const signature = createHmac("sha256", sessionSecret(platform.appSecret)).update(token).digest("base64");
  return sameSecret(signature, value.slice(dot + 1)) ? token : null;
}

/** What the database's `authenticate` answers; the organization's part is null where the user does not belong to it. */
type AuthenticatedRow = FactorRow &
  (OrganizationRow | { organization_id: null }) & {
    session_id: string;
    user_id: string;
    email: string;
    name: string;
    email_verified: boolean;
    membership_id: string | null;
    role: string;
    role_name: string | null;
    role_permissions: string[] | null;
  };

/** The person with a session's token, beyond its cookie's signature. */
export async function bySession(platform: Platform, token: string, organizationId: string | null): Promise<SessionCaller | null> {
  const rows = await engineOf(platform).database.identityLookup.query<AuthenticatedRow>({
    name: "authenticate",
    text: "select * from authenticate($1, $2)",
    values: [token, organizationId],
  });
  const row = rows[0];
  if (!row) return null;
  const actor: UserActor = {
    type: "user",
    id: row.user_id,
    label: row.email,
    name: row.name,
    emailVerified: row.email_verified,
    sessionId: row.session_id,
    membership: row.membership_id ? { id: row.membership_id, role: row.role, roleName: nameOfRole(row.role, row.role_name) } : null,
  };
  const organization = row.organization_id !== null ? factsOfRow(row) : null;
  const permissions = organization ? permissionsOf(row.role, row.role_permissions) : nothing;
  return { actor, organization, permissions, lacksFactor: organization !== null && lacksFactor(platform, row), byCookie: true };
}

async function byBearer(
  platform: Platform,
  authorization: string,
  request: Request,
  organizationId: string | null,
  address: string,
): Promise<Caller> {
  const token = /^Bearer +(\S+)$/i.exec(authorization)?.[1];
  if (!token) throw new AppError("unauthenticated", "The Authorization header takes the form: Bearer KEY.");
  if (token.startsWith("visitor.")) {
    const visitor = await readVisitor(platform, token, readOrigin(request.headers.get("origin")));
    if (visitor) return { ...visitor, permissions: nothing, byCookie: false };
  } else if (sameSecret(token, operatorKey(platform))) {
    return { actor: { type: "operator", id: null, label: "Operator" }, organization: null, permissions: nothing, byCookie: false };
  } else {
    const machine = await byApiKey(platform, token, organizationId, address);
    if (machine) return machine;
  }
  throw new AppError("unauthenticated", "This key is not known here.");
}

/** The key with which the operator's command speaks to the running server: the one that was set, else one made of the secret. */
export const operatorKey = ({ env, appSecret }: Pick<Platform, "env" | "appSecret">) =>
  env.operatorKey ?? `operator.${deriveKey(appSecret, "operator")}`;

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}
