import type { Message } from "#platform/mail/mail.ts";
import { composeMail } from "#platform/mail/template.ts";

/** The mails of accounts. Subjects hold nothing that a user chose. */
export const verificationMail = (to: string, url: string): Message =>
  composeMail({
    to,
    subject: "Confirm your e-mail address",
    sentences: ["Confirm that this address is yours. The link works for one hour.", "If you have no account here, ignore this mail."],
    link: { label: "Confirm address", url },
  });

export const resetMail = (to: string, url: string): Message =>
  composeMail({
    to,
    subject: "Choose a new password",
    sentences: [
      "Somebody, probably you, asked for a new password. The link works for one hour.",
      "If it was not you, ignore this mail; nothing has changed.",
    ],
    link: { label: "Choose a new password", url },
  });

export const changeAddressMail = (to: string, newAddress: string, url: string): Message =>
  composeMail({
    to,
    subject: "Confirm the change of your e-mail address",
    sentences: [`You asked to change the address of your account to ${newAddress}.`, "If it was not you, change your password."],
    link: { label: "Confirm the change", url },
  });
