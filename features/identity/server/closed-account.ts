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

export const accountClosed = ({ purgeAt }: ClosedAccount) =>
  new AppError("account_closed", say`This account is closed, and deleted for good on ${sayDate(purgeAt)}. Restore it to sign in.`);
