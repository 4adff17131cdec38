import { z } from "zod";

/** Each rule of a new password with its sentence; the sign-up page ticks them one by one. */
export const passwordRules = [
  { id: "length", label: "At least 8 characters", holds: (password: string) => password.length >= 8 },
  { id: "lower", label: "A lower-case letter", holds: (password: string) => /\p{Ll}/u.test(password) },
  { id: "upper", label: "An upper-case letter", holds: (password: string) => /\p{Lu}/u.test(password) },
  { id: "digit", label: "A digit", holds: (password: string) => /\d/.test(password) },
] as const;

const passwordLengthMax = 200;

/** A new password; the first rule that is broken is the sentence. */
export const NewPassword = z.string().superRefine((password, context) => {
  const broken = passwordRules.find((rule) => !rule.holds(password));
  if (broken) context.addIssue({ code: "custom", message: `The password needs: ${broken.label.toLowerCase()}.` });
  if (password.length > passwordLengthMax) {
    context.addIssue({ code: "custom", message: `A password has at most ${passwordLengthMax} characters.` });
  }
});

export const Email = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, "An e-mail address has at most 254 characters.")
  .pipe(z.email("Write an e-mail address such as name@example.com."));

/**
 * A name that a person chose, of an organization or of themselves, with single spaces in it. It is shown in mails to
 * others, so it can hold nothing that a mail program turns into a link, and no characters that hide or reorder others.
 */
export const displayName = (what: string) =>
  z
    .string()
    .trim()
    .overwrite((name) => name.replace(/\p{Zs}+/gu, " "))
    .min(1, `${what} needs a name.`)
    // What is too long is not looked at further: some of these patterns would take minutes on a megabyte.
    .max(80, { error: "A name has at most 80 characters.", abort: true })
    .refine((name) => !hasInvisible(name), "A name holds no invisible characters.")
    .refine((name) => /[\p{L}\p{N}\p{S}]/u.test(name), "A name holds at least one letter or digit.")
    .refine((name) => !looksLikeLink(plain(name)), "A name cannot be a web address.")
    .refine((name) => !/\S+@\S+\.\S+/.test(plain(name)), "A name cannot be an e-mail address.")
    .refine((name) => !looksLikePhoneNumber(plain(name)), "A name cannot be a phone number.");

/** Controls, what turns the direction of text, what draws nothing; joiners only where a script or an emoji needs them. */
export function hasInvisible(name: string): boolean {
  const without = name
    .replace(
      /(?<=[\p{sc=Arabic}\p{sc=Devanagari}\p{sc=Bengali}\p{sc=Tamil}\p{sc=Malayalam}\p{sc=Kannada}\p{sc=Telugu}\p{sc=Sinhala}])[\u200c\u200d]/gu,
      "",
    )
    .replace(/(?<=\p{Extended_Pictographic}\ufe0f?)\u200d(?=\p{Extended_Pictographic})/gu, "")
    .replace(/(?<=\p{Extended_Pictographic})\ufe0f/gu, "");
  return /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u.test(without);
}

/** As whoever reads it takes it: wide, small and raised characters as the usual ones, and what stands for a dot as one. */
const plain = (name: string) => name.normalize("NFKC").replace(/[\u3002\uff61]/g, ".");

/** Endings of domains that are no country's and are sold to anybody. */
const endings =
  "com|net|org|info|biz|app|dev|shop|xyz|online|site|cloud|link|click|top|store|tech|agency|support|help|live|pro|vip|icu|win|bid|loan|world|today|email|space|website|fun|digital|group|company|center|life|news|blog|page|zip|mov|club|chat|bot|bank|money|finance|work|services|solutions|network|systems|academy|games|art|bio|studio|design|media";

const domain = new RegExp(`(?<![\\p{L}\\p{N}])[\\p{L}\\p{N}-]+\\.(?:[a-z]{2}|${endings})(?!\\.?[\\p{L}\\p{N}])`, "iu");

/** `://`, `www.`, numbers of the net, or a domain with an ending that mail programs know. */
function looksLikeLink(name: string): boolean {
  return /:\/\/|\bwww\./i.test(name) || /\b\d{1,3}(?:\.\d{1,3}){3}\b/.test(name) || domain.test(name);
}

/** Seven digits and more of any script, with what one writes between them; not two years as "2024–2025". */
function looksLikePhoneNumber(name: string): boolean {
  const withoutYears = name.replace(/(?<!\d)(?:19|20)\d\d\s?[-–/]\s?(?:19|20)\d\d(?!\d)/g, "");
  return /\p{Nd}(?:[\s().–/-]*\p{Nd}){6,}/u.test(withoutYears);
}

/** `jane@acme.com` as `j…@acme.com`: enough to know which of one's own addresses is meant. */
export function maskEmail(email: z.output<typeof Email>): string {
  const at = email.lastIndexOf("@");
  return `${Array.from(email)[0]}…${email.slice(at)}`;
}

/** Digits of a mailed code that confirms an act. */
export const codeLength = 6;

/** The answer to an act that waits for a mailed code. */
export const CodeSent = z.object({ confirmation: z.literal("code_sent"), sent_to: z.string(), expires_at: z.string() });
export type CodeSent = z.output<typeof CodeSent>;

/** What a one-time link that was mailed to an account does once its page is asked to. */
export const LinkKind = z.enum(["confirm_address", "change_address", "reset_password"]);
export type LinkKind = z.output<typeof LinkKind>;

/** `over`: unknown, too old, or ended by a later change of the account. */
export const LinkState = z.enum(["open", "used", "over"]);
export type LinkState = z.output<typeof LinkState>;

/**
 * What whoever holds a one-time link is shown of it. `email` is masked, and null where it was mailed to none; `for_you`:
 * whether the session is that of its account, null without one.
 */
export const AccountLink = z.object({
  state: LinkState,
  kind: LinkKind.nullable(),
  email: z.string().nullable(),
  for_you: z.boolean().nullable(),
});
export type AccountLink = z.output<typeof AccountLink>;

/** The answer to a link that confirms an address, its account's own or a new one. `first`: no link had confirmed it before. */
export const EmailConfirmed = z.object({ kind: LinkKind, email: z.string(), first: z.boolean() });
export type EmailConfirmed = z.output<typeof EmailConfirmed>;

export const PersonName = displayName("A person");

export const Installation = z.object({
  google: z.boolean(),
  sign_up: z.enum(["open", "invitation"]),
  mail: z.enum(["mailbox", "smtp", "none"]),
  sms: z.enum(["outbox", "twilio", "none"]),
  billing: z.enum(["off", "stripe", "manual"]),
});
export type Installation = z.output<typeof Installation>;

export const Session = z.object({
  id: z.string(),
  created_at: z.string(),
  last_active_at: z.string(),
  ip_address: z.string().nullable(),
  user_agent: z.string().nullable(),
  current: z.boolean(),
});
export type Session = z.output<typeof Session>;

export const SignInMethod = z.object({ id: z.string(), provider: z.enum(["credential", "google"]), created_at: z.string() });
export type SignInMethod = z.output<typeof SignInMethod>;
