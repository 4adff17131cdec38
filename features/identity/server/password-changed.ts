import { currentRequest } from "#platform/work.ts";
import type { Message } from "#platform/mail/mail.ts";
import { composeMail } from "#platform/mail/template.ts";
import type { Platform } from "#platform/platform.ts";

/** Tells the owner of an account that its password was changed, in case somebody else did it. What has happened stands without the mail. */
export async function tellPasswordChanged(platform: Platform, email: string): Promise<void> {
  const { env, mail, log } = platform;
  const message = passwordChangedMail(email, { ip: currentRequest()?.from?.ip ?? null, url: `${env.appUrl}/forgot-password` });
  await mail.send(message).catch((error: unknown) => log.warn({ err: error }, "the mail about a changed password was not sent"));
}

export const passwordChangedMail = (to: string, { ip, url }: { ip: string | null; url: string }): Message =>
  composeMail({
    to,
    subject: "Your password was changed",
    sentences: [
      ip ? `The password of your account was changed from the network address ${ip}.` : "The password of your account was changed.",
      "If it was you, there is nothing to do. If it was not, choose a new password now: it signs out everybody who is signed in.",
    ],
    link: { label: "Choose a new password", url },
  });
