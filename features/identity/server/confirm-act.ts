import type { UserActor } from "#access/actor.ts";
import type { Db } from "#platform/database/transaction.ts";
import { AppError, conflict, invalid } from "#platform/errors.ts";
import type { Limit } from "#platform/limits.ts";
import type { Message } from "#platform/mail/mail.ts";
import type { Platform } from "#platform/platform.ts";
import { maskEmail, type CodeSent, type Confirming } from "../contract.ts";
import { hasPassword, requirePassword } from "./check-password.ts";
import { mintCode, spendCode, type ConfirmedAct } from "./confirmation-code.ts";

/** An act for which a session is not enough. */
export type ActToConfirm = {
  actor: UserActor;
  act: ConfirmedAct;
  /** How many codes an account is mailed for it. */
  limit: Limit;
  /** Checks that the act could go ahead now; answers the mail that carries its code. */
  prepare(): Promise<(code: string) => Message>;
};

/**
 * Whether an act is confirmed, asked last in the transaction that does it. Commit whatever it answers, so that a wrong try
 * counts, and throw `wrongCode` afterwards.
 */
export type Confirmation = (db: Db) => Promise<boolean>;

/**
 * Asks for what confirms an act: the password of the account, or, where it has none, a code, which the call that brings none
 * has mailed.
 *
 * @returns the answer of that call, 202; else what the act asks whether it is confirmed
 * @throws AppError 422 for a wrong or missing password, 409 where no mail leaves the installation, `too_many`
 */
export async function confirmAct(
  platform: Platform,
  asked: ActToConfirm,
  { password, code }: Confirming,
): Promise<Response | Confirmation> {
  const { actor, act } = asked;
  if (await hasPassword(platform, actor.id)) {
    await requirePassword(platform, actor.id, password);
    return async () => true;
  }
  if (code === undefined) return sendCode(platform, asked);
  return (db) => spendCode(db, platform.appSecret, actor.id, act, code);
}

export const wrongCode = () => invalid({ code: "This code is wrong, used or older than ten minutes. Ask for a new one if you need it." });

/** Outside any transaction, as it awaits the network. */
async function sendCode(platform: Platform, { actor, act, limit, prepare }: ActToConfirm): Promise<Response> {
  if (platform.mail.mode === "none") {
    throw conflict("Your account has no password, and no mail leaves this installation. Ask its operator for a link to choose one.");
  }
  await platform.limits.take(limit, actor.id);
  const mailOf = await prepare();
  const { code, expiresAt } = await mintCode(platform, actor.id, act);
  try {
    await platform.mail.send(mailOf(code));
  } catch (error) {
    throw new AppError("unavailable", "The code could not be mailed. Try again in a moment.", { cause: error });
  }
  const answer: CodeSent = { confirmation: "code_sent", sent_to: maskEmail(actor.label), expires_at: expiresAt };
  return Response.json(answer, { status: 202 });
}
