import type { Message } from "#platform/mail/mail.ts";
import { composeMail } from "#platform/mail/template.ts";
import { say } from "#platform/sentence.ts";

/** The mails about who belongs to an organization. Subjects hold nothing that a user chose. */
export const ownershipCodeMail = (mail: { to: string; organization: string; newOwner: string; code: string }): Message =>
  composeMail({
    to: mail.to,
    subject: "Your code to hand over an organization",
    sentences: [
      say`The code is ${mail.code}. It confirms that you hand over the organization ${mail.organization} to ${mail.newOwner}.`,
      "It works once, for ten minutes. If you did not ask for it, somebody else is signed in to your account: sign out your other sessions in your profile.",
    ],
  });

/** To whom gave the ownership away. */
export const handedOverMail = (mail: OwnershipMail): Message =>
  composeMail({
    to: mail.to,
    subject: "You handed over an organization",
    sentences: [
      say`${mail.other} is now Owner of the organization ${mail.organization}. You are an Admin of it.`,
      "If this was not you, ask the new Owner to hand it back, and change your password.",
    ],
    link: { label: "Open the team", url: mail.url },
  });

/** To whom the ownership was given. */
export const receivedOwnershipMail = (mail: OwnershipMail): Message =>
  composeMail({
    to: mail.to,
    subject: "You are now Owner of an organization",
    sentences: [
      say`${mail.other} handed over the organization ${mail.organization} to you. You are its Owner now.`,
      "Its settings, its billing address and its deletion are yours to decide. You can hand it over yourself.",
    ],
    link: { label: "Open the team", url: mail.url },
  });

type OwnershipMail = { to: string; other: string; organization: string; url: string };
