import { AsyncLocalStorage } from "node:async_hooks";
import { APIError, getOAuthState } from "better-auth/api";
import { AppError } from "#platform/errors.ts";
import type { Platform } from "#platform/platform.ts";
import { sayDate } from "#platform/say-date.ts";

/** Somebody has just proven to be the person of an account that is closed. */
export type ClosedAccount = {
  userId: string;
  purgeAt: string;
  /** Whether he said, before he left for Google, that he wants it back. */
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
 * For better-auth's hook before a session, which stands behind every way to sign in.
 * @throws better-auth's error where the account is closed
 */
export async function refuseClosed(platform: Platform, userId: string): Promise<void> {
  // Not over the pool: whoever is signing up holds a connection of it, and would wait for a second one.
  const rows = await platform.database.identityLookup.query<{ purge_at: Date | null }>({
    text: "select purge_at from users where id = $1",
    values: [userId],
  });
  const purgeAt = rows[0]?.purge_at;
  if (!purgeAt) return;
  const state: Record<string, unknown> | null = await getOAuthState().catch(() => null);
  const note = notes.getStore();
  if (note) note.closed = { userId, purgeAt: purgeAt.toISOString(), wantsBack: state?.restore === true };
  throw new APIError("FORBIDDEN", { code: "ACCOUNT_CLOSED" });
}

export const accountClosed = ({ purgeAt }: ClosedAccount) =>
  new AppError("account_closed", `This account is closed, and deleted for good on ${sayDate(purgeAt)}. Restore it to sign in.`);
