import type { Message } from "#platform/mail/mail.ts";
import { composeMail } from "#platform/mail/template.ts";
import { say } from "#platform/sentence.ts";

export const closingCodeMail = (to: string, code: string): Message =>
  composeMail({
    to,
    subject: "Your code to close your account",
    sentences: [
      say`The code is ${code}. It works once, for ten minutes.`,
      "If you did not ask for your account to be closed, ignore this mail, and sign out your other sessions in your profile.",
    ],
  });
