import type { Message } from "#platform/mail/mail.ts";
import { composeMail } from "#platform/mail/template.ts";
import type { FactorChange } from "../contract/factors.ts";
import { sayDate } from "#platform/say-date.ts";
import { say } from "#platform/sentence.ts";

/** The mails of accounts. Subjects hold nothing that a user chose. */
export const verificationMail = (to: string, url: string): Message =>
  composeMail({
    to,
    subject: "Confirm your email address",
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

/** To an account that has no password. */
export const addressCodeMail = (to: string, code: string): Message =>
  composeMail({
    to,
    subject: "Your code to change your email address",
    sentences: [
      say`The code is ${code}. It works once, for ten minutes.`,
      "If you did not ask for it, somebody else is signed in to your account: sign out your other sessions in your profile.",
    ],
  });

/** To the new address of an account. */
export const changeAddressMail = (to: string, url: string): Message =>
  composeMail({
    to,
    subject: "Confirm your new email address",
    sentences: [
      "Confirm that you want to use this address for your account. The link works for one hour.",
      "If you did not ask for this, ignore this mail; nothing has changed.",
    ],
    link: { label: "Confirm the change", url },
  });

/** To the address that an account had until now. */
export const addressChangedMail = (to: string, newAddress: string, url: string): Message =>
  composeMail({
    to,
    subject: "The email address of your account was changed",
    sentences: [
      say`You now sign in with ${newAddress}, and no longer with this address.`,
      "If this was not you, tell the operator of this installation at once. If the new address is yours, choose a new password there.",
    ],
    link: { label: "Choose a new password", url },
  });

/** To the owner of an address with which somebody else, or they themselves, wanted another account. */
export const addressTakenMail = (to: string, url: string): Message =>
  composeMail({
    to,
    subject: "You already have an account",
    sentences: [
      "Somebody, perhaps you, tried to use this address for an account. It has one already, so nothing has changed.",
      "If it was you, sign in. If you forgot the password, you can choose a new one there.",
    ],
    link: { label: "Sign in", url },
  });

/** To the owner of an account, in case somebody else did it. */
export const passwordChangedMail = (to: string, { ip, url }: { ip: string | null; url: string }): Message =>
  composeMail({
    to,
    subject: "Your password was changed",
    sentences: [
      ip ? say`The password of your account was changed from the network address ${ip}.` : "The password of your account was changed.",
      "If it was you, there is nothing to do. If it was not, choose a new password now: it signs out everybody who is signed in.",
    ],
    link: { label: "Choose a new password", url },
  });

/** To an account that has no password. */
export const factorCodeMail = (to: string, code: string): Message =>
  composeMail({
    to,
    subject: "Your code to change your second factors",
    sentences: [
      say`The code is ${code}. It works once, for ten minutes.`,
      "If you did not ask for it, somebody else is signed in to your account: sign out your other sessions in your profile.",
    ],
  });

/** To the owner of an account, in case somebody else did it. */
export const factorsChangedMail = (
  to: string,
  { change, name, ip, url }: { change: FactorChange; name?: string | undefined; ip?: string | null | undefined; url: string },
): Message => {
  const { subject, sentence } = changes[change](name ?? "");
  return composeMail({
    to,
    subject,
    sentences: [
      sentence,
      ...(ip ? [say`This was done from the network address ${ip}.`] : []),
      "If it was you, there is nothing to do. If it was not, choose a new password now, and look through your second factors.",
    ],
    link: { label: "Choose a new password", url },
  });
};

const changes: Record<
  FactorChange,
  (name: string) => { subject: string; sentence: Parameters<typeof composeMail>[0]["sentences"][number] }
> = {
  factor_added: (name) => ({
    subject: "A second factor was added to your account",
    sentence: say`The second factor “${name}” was added. From now on it, or another of yours, is asked for when you sign in.`,
  }),
  factor_removed: (name) => ({
    subject: "A second factor was removed from your account",
    sentence: say`The second factor “${name}” was removed, and no longer lets anybody sign in.`,
  }),
  factors_reset: () => ({
    subject: "Your second factors were reset",
    sentence: "The operator of this installation removed all second factors of your account. You now sign in without one.",
  }),
  recovery_codes_made: () => ({
    subject: "Your recovery codes were replaced",
    sentence: "New recovery codes were made for your account. The earlier ones no longer work.",
  }),
  recovery_code_used: () => ({
    subject: "A recovery code was used to sign in",
    sentence: "Somebody signed in to your account with one of its recovery codes, which is used up now.",
  }),
};

export const closedMail = (to: string, closed: { purgeAt: string; url: string }): Message =>
  composeMail({
    to,
    subject: "Your account is closed",
    sentences: [
      say`You are signed out everywhere. On ${sayDate(closed.purgeAt)} your account is deleted for good, and with it the organizations in which you were the only member.`,
      "Until then you can bring it back: sign in as usual and choose to restore it.",
    ],
    link: { label: "Sign in and restore", url: closed.url },
  });
