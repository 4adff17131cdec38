import type { Message } from "#platform/mail/mail.ts";
import { composeMail } from "#platform/mail/template.ts";
import { sayDate } from "#platform/say-date.ts";

export const closingCodeMail = (to: string, code: string): Message =>
  composeMail({
    to,
    subject: "Your code to close your account",
    sentences: [
      `The code is ${code}. It works once, for ten minutes.`,
      "If you did not ask for your account to be closed, ignore this mail, and sign out in your profile whoever else is signed in as you.",
    ],
  });

export const closedMail = (to: string, closed: { purgeAt: string; url: string }): Message =>
  composeMail({
    to,
    subject: "Your account is closed",
    sentences: [
      `You are signed out everywhere. On ${sayDate(closed.purgeAt)} your account is deleted for good, and with it the organizations that you were alone in.`,
      "Until then you can bring it back: sign in as you always did and choose to restore it.",
    ],
    link: { label: "Sign in and restore", url: closed.url },
  });
