import { AppError, invalid } from "#platform/errors.ts";

const existing = "There is an account with this address already. Sign in, or use another address.";

const taken = new Set(["USER_ALREADY_EXISTS", "USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL", "FAILED_TO_CREATE_USER"]);

/** Whether better-auth made no account because its address has one. */
export const saysTaken = async (response: Response) => taken.has(await codeOf(response));

export const signUpClosed = () => new AppError("forbidden", "Accounts are made by invitation here. Ask somebody who has one.");

/** What better-auth's codes mean in our own words; anything else keeps its status and a neutral sentence. */
const translations: Record<string, () => AppError> = {
  INVALID_EMAIL_OR_PASSWORD: () => new AppError("unauthenticated", "The e-mail address or the password is wrong."),
  INVALID_EMAIL: () => invalid({ email: "Write an e-mail address such as name@example.com." }),
  INVALID_PASSWORD: () => invalid({ currentPassword: "This is not your current password." }),
  USER_ALREADY_EXISTS: () => invalid({ email: existing }),
  USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL: () => invalid({ email: existing }),
  FAILED_TO_CREATE_USER: () => invalid({ email: existing }),
  SIGN_UP_CLOSED: () => signUpClosed(),
  FAILED_TO_UNLINK_LAST_ACCOUNT: () => new AppError("conflict", "This is your only way to sign in. Add another one first."),
  CREDENTIAL_ACCOUNT_NOT_FOUND: () => invalid({ currentPassword: "This account has no password yet. Reset it by mail to choose one." }),
  SESSION_EXPIRED: () => new AppError("unauthenticated", "Sign in again."),
  SESSION_NOT_FRESH: () => new AppError("forbidden", "You signed in more than a day ago. Sign out and in again, then repeat this."),
  UNAUTHORIZED: () => new AppError("unauthenticated", "Sign in first."),
};

/** An error answer of better-auth as one of ours; null when it answered well. */
export async function translateError(response: Response): Promise<AppError | null> {
  if (response.status < 400) return null;
  const translate = translations[await codeOf(response)];
  if (translate) return translate();
  if (response.status === 401) return new AppError("unauthenticated", "Sign in first.");
  if (response.status === 403) return new AppError("forbidden", "This is not allowed from here.");
  if (response.status === 404) return new AppError("not_found", "There is nothing at this address.");
  if (response.status < 500) return new AppError("invalid", "Something in this request is wrong.");
  return null;
}

async function codeOf(response: Response): Promise<string> {
  const body: unknown = await response
    .clone()
    .json()
    .catch(() => null);
  return (body as { code?: string } | null)?.code ?? "";
}
