import { betterAuth } from "better-auth";
import { APIError } from "better-auth/api";
import { PostgresDialect } from "kysely";
import { z } from "zod";
import { sessionSecret } from "#access/authenticate.ts";
import { cookieName } from "#access/cookies.ts";
import { leaveTenant } from "#access/leave-tenant.ts";
import { sayingPool } from "#platform/database/request-from.ts";
import { newId } from "#platform/ids.ts";
import type { Platform } from "#platform/platform.ts";
import { addressPattern, PersonName } from "../contract.ts";
import { unnamedMember } from "../contract/names.ts";
import { finishSignIn } from "./finish-sign-in.ts";
import { checkSession } from "./session-hook.ts";

// better-auth compares addresses with zod's own pattern, which knows no international ending such as `.xn--p1ai`, and offers
// no other: what our door lets in must pass there too.
z.regexes.email.compile(addressPattern.source, addressPattern.flags);

/** The header in which the handler tells better-auth the caller's address; whatever a client put there is replaced. */
export const addressHeader = "x-botcadence-address";

/** The header in which the handler tells better-auth's hook who can sign up. */
export const admissionHeader = "x-botcadence-admission";

/** Whom the link of an invitation is for, and whether it proves that address. */
export type Invited = { email: string; proven: boolean };

/** Whether anybody may sign up, and whom an invitation lets sign up in any case. */
export type Admission = { open: boolean; invited: Invited | null };

const prefixOfModel: Record<string, Parameters<typeof newId>[0]> = {
  user: "usr",
  users: "usr",
  session: "ses",
  sessions: "ses",
  account: "acc",
  accounts: "acc",
};

/**
 * better-auth for passwords, factors and sessions, on connections that are the identity role and see no tenant's table. It
 * mails nobody: what mailed links do is ours (own-endpoints.ts).
 */
export function createAuth(platform: Platform) {
  const { env, log } = platform;
  return betterAuth({
    appName: "Botcadence",
    baseURL: env.appUrl,
    basePath: "/api/auth",
    secret: sessionSecret(platform.appSecret),
    trustedOrigins: [env.appUrl],
    telemetry: { enabled: false },
    // What is no refusal of its own goes to our one exit of failures, which knows a busy database.
    onAPIError: { errorURL: `${env.appUrl}/sign-in`, throw: true },
    rateLimit: { enabled: false },
    logger: { log: (level, message, ...details) => log[level === "error" ? "warn" : "debug"]({ details: details.map(String) }, message) },
    database: {
      dialect: new PostgresDialect({ pool: sayingPool(leaveTenant(platform, "better-auth keeps accounts and sessions").identityPool) }),
      type: "postgres",
      transaction: true,
    },
    user: {
      modelName: "users",
      fields: { emailVerified: "email_verified", createdAt: "created_at", updatedAt: "updated_at" },
      additionalFields: {
        // Set while the account is closed. Nobody sets or reads it through better-auth but the hook below.
        purgeAt: { type: "date", fieldName: "purge_at", required: false, input: false, returned: false },
        // The database keeps it, by the factors that there are.
        secondFactor: { type: "boolean", fieldName: "second_factor", required: false, input: false, returned: false },
        // What its person reads the dashboard in; null until they choose.
        language: { type: "string", required: false },
      },
    },
    session: {
      modelName: "sessions",
      fields: {
        userId: "user_id",
        expiresAt: "expires_at",
        ipAddress: "ip_address",
        userAgent: "user_agent",
        createdAt: "created_at",
        updatedAt: "updated_at",
      },
      additionalFields: { factorAt: { type: "date", fieldName: "factor_at", required: false, input: false, returned: false } },
      expiresIn: 60 * 60 * 24 * 30,
      updateAge: 60 * 60 * 24,
    },
    account: {
      modelName: "accounts",
      fields: {
        userId: "user_id",
        accountId: "account_id",
        providerId: "provider_id",
        accessToken: "access_token",
        refreshToken: "refresh_token",
        idToken: "id_token",
        accessTokenExpiresAt: "access_token_expires_at",
        refreshTokenExpiresAt: "refresh_token_expires_at",
        createdAt: "created_at",
        updatedAt: "updated_at",
      },
      encryptOAuthTokens: true,
    },
    verification: {
      modelName: "verifications",
      fields: { expiresAt: "expires_at", createdAt: "created_at", updatedAt: "updated_at" },
    },
    emailAndPassword: {
      enabled: true,
      minPasswordLength: 8,
      maxPasswordLength: 200,
    },
    plugins: [finishSignIn],
    ...(env.google ? { socialProviders: { google: env.google } } : {}),
    advanced: {
      // With the prefix of the name better-auth would put one of its own before it.
      cookiePrefix: cookieName(env.appUrl, "").slice(0, -1),
      useSecureCookies: false,
      defaultCookieAttributes: { secure: env.appUrl.startsWith("https:") },
      ipAddress: { ipAddressHeaders: [addressHeader] },
      database: { generateId: ({ model }: { model: string }) => newId(prefixOfModel[model] ?? "ver") },
    },
    databaseHooks: {
      session: {
        create: {
          /** Asks on better-auth's own connection, which may be in a transaction: a second one could be waited for for ever. */
          async before(session, context) {
            const user = await context?.context.internalAdapter.findUserById(session.userId);
            return { data: { ...session, factorAt: await checkSession(session.userId, user ?? null) } };
          },
        },
      },
      user: {
        create: {
          /** Holds for every way to an account, Google included. */
          async before(user, context) {
            const { open, invited } = readAdmission(context?.headers);
            const isInvited = invited?.email === user.email;
            if (!isInvited && !open) throw new APIError("FORBIDDEN", { code: "SIGN_UP_CLOSED" });
            const emailVerified = user.emailVerified || (isInvited && invited.proven);
            return { data: { ...user, emailVerified, name: presentableName(user.name, user.email) } };
          },
        },
        update: {
          /** An address is confirmed by a link that was mailed, and by nothing that happens here; undefined changes nothing. */
          before: async () => ({ data: { emailVerified: undefined } }),
        },
      },
    },
  });
}

/** What the handler put there, and nobody else: it takes the header off whatever comes from outside. */
function readAdmission(headers: Headers | undefined): Admission {
  const value = headers?.get(admissionHeader);
  return value ? (JSON.parse(decodeURIComponent(value)) as Admission) : { open: false, invited: null };
}

/** For `admissionHeader`. */
export const sayAdmission = (admission: Admission) => encodeURIComponent(JSON.stringify(admission));

function presentableName(name: string | undefined, email: string): string {
  const candidates = [name?.normalize("NFC"), email.split("@")[0]?.replace(/\+.*$/s, "")];
  for (const candidate of candidates) {
    const parsed = PersonName.safeParse(candidate);
    if (parsed.success) return parsed.data;
  }
  return unnamedMember;
}
