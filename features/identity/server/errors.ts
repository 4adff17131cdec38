import { leaveTenant } from "#access/leave-tenant.ts";
import { AppError, invalid } from "#platform/errors.ts";
import type { Platform } from "#platform/platform.ts";
import { requestFrom } from "#platform/work.ts";

const existing = "There is already an account with this address. Sign in, or use another address.";

const taken = new Set(["USER_ALREADY_EXISTS", "USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL"]);

/**
 * Whether better-auth made no account because its address has one. It says of every failed insert that the user was not
 * created: then the table tells whether another sign-up was quicker.
 *
 * @throws AppError 503 where the account could not be created for another reason
 */
export async function saysTaken(platform: Platform, response: Response, email: string): Promise<boolean> {
  const code = await codeOf(response);
  if (code !== "FAILED_TO_CREATE_USER") return taken.has(code);
  const { rows } = await leaveTenant(platform, "whether an address has an account").identityPool.query(
    "select from users where email = $1",
    [email],
  );
  if (rows.length > 0) return true;
  throw new AppError("unavailable", "The account could not be created. Try again in a few seconds.", { retryAfterSeconds: 5 });
}

export const addressTaken = () => invalid({ email: existing });

export const signUpClosed = () => new AppError("forbidden", "New accounts are by invitation only. Ask a member to invite you.");

/** What better-auth's codes mean in our own words; anything else keeps its status and a neutral sentence. */
const translations: Record<string, () => AppError> = {
  INVALID_EMAIL_OR_PASSWORD: () => new AppError("unauthenticated", "The email address or the password is wrong."),
  INVALID_EMAIL: () => invalid({ email: "Enter an email address such as name@example.com." }),
  INVALID_PASSWORD: () => invalid({ currentPassword: "This is not your current password." }),
  SIGN_UP_CLOSED: () => signUpClosed(),
  FAILED_TO_UNLINK_LAST_ACCOUNT: () => new AppError("conflict", "This is your only way to sign in. Add another one first."),
  CREDENTIAL_ACCOUNT_NOT_FOUND: () => invalid({ currentPassword: "This account has no password yet. Reset it by mail to choose one." }),
  SESSION_EXPIRED: () => new AppError("unauthenticated", "Sign in again."),
  SESSION_NOT_FRESH: () => new AppError("forbidden", "You signed in more than a day ago. Sign out and in again, then try once more."),
  UNAUTHORIZED: () => new AppError("unauthenticated", "Sign in first."),
};

/**
 * An error answer of better-auth as one of ours; null when it answered well.
 * @throws Error where it failed itself
 */
export async function translateError(response: Response): Promise<AppError | null> {
  if (response.status < 400) return null;
  const translate = translations[await codeOf(response)];
  if (translate) return translate();
  if (response.status === 401) return new AppError("unauthenticated", "Sign in first.");
  if (response.status === 403) return new AppError("forbidden", "This is not allowed from here.");
  if (response.status === 404) return new AppError("not_found", "There is nothing at this address.");
  if (response.status < 500) return new AppError("invalid", "Something in this request is wrong.");
  throw new Error(`better-auth answered ${response.status} ${await codeOf(response)}`);
}

/** A refusal on the way back from Google is no error answer but an address, so it leaves its line here. */
export function warnOfRefusedReturn({ log, env }: Platform, response: Response): void {
  const location = response.headers.get("location");
  const code = location && new URL(location, env.appUrl).searchParams.get("error");
  if (!code) return;
  const from = requestFrom();
  log.warn(
    { request_id: from?.id, route: "GET /api/auth/callback/google", code: code.slice(0, 60), ip: from?.ip },
    "a request was refused",
  );
}

async function codeOf(response: Response): Promise<string> {
  const body: unknown = await response
    .clone()
    .json()
    .catch(() => null);
  return (body as { code?: string } | null)?.code ?? "";
}
