import type { Message } from "#platform/mail/mail.ts";
import { AppError, conflict, invalid } from "#platform/errors.ts";
import type { Platform } from "#platform/platform.ts";
import { maskEmail, type CodeSent } from "../contract.ts";

/** @throws AppError 409 where no mail leaves the installation, so that no code can come */
export function requireMail(platform: Platform): void {
  if (platform.mail.mode !== "none") return;
  throw conflict("Your account has no password, and this installation sends no mail. Ask its operator for a link to choose one.");
}

/**
 * Mails a code and answers that it waits for it: 202. Outside any transaction, as it awaits the network.
 * @throws AppError 503 when it could not be mailed
 */
export async function mailCode(platform: Platform, mail: Message, expiresAt: string): Promise<Response> {
  try {
    await platform.mail.send(mail);
  } catch (error) {
    throw new AppError("unavailable", "The code could not be mailed. Try again in a moment.", { cause: error });
  }
  const answer: CodeSent = { confirmation: "code_sent", sent_to: maskEmail(mail.to), expires_at: expiresAt };
  return Response.json(answer, { status: 202 });
}

export const wrongCode = () => invalid({ code: "This code is wrong, used or older than ten minutes. Ask for a new one if you need it." });
