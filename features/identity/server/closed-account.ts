import { AsyncLocalStorage } from "node:async_hooks";
import { APIError, getOAuthState } from "better-auth/api";
import { AppError } from "#platform/errors.ts";
import { sayDate } from "#platform/say-date.ts";
import { say } from "#platform/sentence.ts";

/** Somebody has just proven that a closed account is theirs. */
export type ClosedAccount = {
  userId: string;
  purgeAt: string;
  /** Whether they said, before they left for Google, that they want it back. */
  wantsBack: boolean;
};

const notes = new AsyncLocalStorage<{ closed: ClosedAccount | null }>();

/** Runs a call of better-auth, and tells which closed account refused the session that it would have ended in. */
export async function noteClosed(run: () => Promise<Response>): Promise<{ response: Response; closed: ClosedAccount | null }> {
  const note: { closed: ClosedAccount | null } = { closed: null };
  const response = await notes.run(note, run);
  return { response, closed: note.closed };
}

/**
 * For better-auth's hook before a session, which is behind every way to sign in.
 *
 * @param user as better-auth reads it, with the `purgeAt` that a closed account has
 * @throws better-auth's error where the account is closed
 */
export async function refuseClosed(userId: string, user: object | null): Promise<void> {
  const { purgeAt } = (user ?? {}) as { purgeAt?: Date | null };
  if (!purgeAt) return;
  const state: Record<string, unknown> | null = await getOAuthState().catch(() => null);
  const note = notes.getStore();
  if (note) note.closed = { userId, purgeAt: purgeAt.toISOString(), wantsBack: state?.restore === true };
  throw new APIError("FORBIDDEN", { code: "ACCOUNT_CLOSED" });
}

export const accountClosed = ({ purgeAt }: ClosedAccount) =>
  new AppError("account_closed", say`This account is closed, and deleted for good on ${sayDate(purgeAt)}. Restore it to sign in.`);
