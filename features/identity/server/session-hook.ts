import { AsyncLocalStorage } from "node:async_hooks";
import { APIError, getOAuthState } from "better-auth/api";
import type { ClosedAccount } from "./closed-account.ts";

/** A sign-in that has got as far as its second factor. `to`: where its person wanted to go, from Google. */
type Waiting = { userId: string; restore: boolean; to: string | null };

type Note = {
  /** By account, when a second factor was shown here. Null: in a session that was there before the account had one. */
  shown: ReadonlyMap<string, Date | null>;
  restore: boolean;
  closed: ClosedAccount | null;
  waiting: Waiting | null;
};

/** Why a call of better-auth did not end in a session, if it did not. */
type Noted = { response: Response; closed: ClosedAccount | null; waiting: Waiting | null };

const notes = new AsyncLocalStorage<Note>();

/**
 * Runs a call of better-auth, and tells what refused the session that it would have ended in.
 * @param asked `restore`: whether a closed account is wanted back
 */
export async function noteRefusal(asked: Pick<Note, "shown" | "restore">, run: () => Promise<Response>): Promise<Noted> {
  const note: Note = { ...asked, closed: null, waiting: null };
  const response = await notes.run(note, run);
  return { response, closed: note.closed, waiting: note.waiting };
}

/** The one account that has just shown a second factor, for the call that then begins its session. */
export function shownUserId(): string | null {
  const [userId] = notes.getStore()?.shown.keys() ?? [];
  return userId ?? null;
}

/**
 * For better-auth's hook before a session, which is behind every way to sign in. The second factor comes before an account
 * is restored; that a closed one is not wanted back is said before it is asked for.
 *
 * @param user as better-auth reads it
 * @returns when the second factor was shown, to be kept with the session
 * @throws better-auth's error where the account is closed or its second factor is missing
 */
export async function checkSession(userId: string, user: object | null): Promise<Date | null> {
  const { purgeAt, secondFactor } = (user ?? {}) as { purgeAt?: Date | null; secondFactor?: boolean };
  const note = notes.getStore();
  const state: Record<string, unknown> | null = await getOAuthState().catch(() => null);
  const fromGoogle = state?.restore === true;
  const restore = fromGoogle || note?.restore === true;
  const refuse = (code: string) => new APIError("FORBIDDEN", { code });
  const refuseClosed = (purge: Date) => {
    if (note) note.closed = { userId, purgeAt: purge.toISOString(), wantsBack: fromGoogle };
    return refuse("ACCOUNT_CLOSED");
  };
  if (purgeAt && !restore) throw refuseClosed(purgeAt);
  if (secondFactor && !note?.shown.has(userId)) {
    if (note) note.waiting = { userId, restore, to: typeof state?.callbackURL === "string" ? state.callbackURL : null };
    throw refuse("SECOND_FACTOR_REQUIRED");
  }
  if (purgeAt) throw refuseClosed(purgeAt);
  return note?.shown.get(userId) ?? null;
}
