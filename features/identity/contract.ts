import { z } from "zod";
import { publicName } from "./contract/names.ts";

/** Each rule of a new password with its sentence; the sign-up page ticks them one by one. */
export const passwordRules = [
  { id: "length", label: "At least 8 characters", holds: (password: string) => password.length >= 8 },
  { id: "lower", label: "A lower-case letter", holds: (password: string) => /\p{Ll}/u.test(password) },
  { id: "upper", label: "An upper-case letter", holds: (password: string) => /\p{Lu}/u.test(password) },
  { id: "digit", label: "A digit", holds: (password: string) => /\d/.test(password) },
] as const;

/** The rule that takes a list which only the server has. */
export const notWellKnownLabel = "Not one of the most common";

const passwordLengthMax = 200;

/** A password that is compared: any characters, and not so many that hashing them is work. */
export const Password = z
  .string()
  .max(passwordLengthMax, `A password has at most ${passwordLengthMax} characters.`)
  .meta({ format: "password" });

export const CheckNewPassword = z.object({ password: Password });
export const NewPasswordCheck = z.object({ well_known: z.boolean() });

/** A new password; the first rule that is broken is the sentence. */
export const NewPassword = Password.superRefine((password, context) => {
  const broken = passwordRules.find((rule) => !rule.holds(password));
  if (broken) context.addIssue({ code: "custom", message: `The password needs: ${broken.label.toLowerCase()}.` });
}).meta({ format: "password" });

/** With the endings of international domains, in their ASCII form. */
export const addressPattern =
  /^(?!\.)(?!.*\.\.)[A-Za-z0-9_'+\-.]*[A-Za-z0-9_+-]@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+(?:[A-Za-z]{2,}|xn--[A-Za-z0-9-]*[A-Za-z0-9])$/;

/**
 * An email address as it is kept and compared: in lower case, an international domain in its ASCII form, as mail servers
 * know it.
 */
export const Email = z
  .string()
  .trim()
  .toLowerCase()
  .overwrite(withAsciiDomain)
  .max(254, "An email address has at most 254 characters.")
  .pipe(z.email({ pattern: addressPattern, error: "Enter an email address such as name@example.com." }));

function withAsciiDomain(address: string): string {
  const [, local, domain = ""] = /^([^@]*)@([\p{L}\p{M}\p{N}.。．｡-]+)$/u.exec(address) ?? [];
  if (local === undefined || /^[a-z0-9.-]*$/.test(domain)) return address;
  return `${local}@${URL.parse(`http://${domain}`)?.hostname ?? domain}`;
}

/** `jane@acme.com` as `j…@acme.com`: enough to know which of one's own addresses is meant. */
export function maskEmail(email: z.output<typeof Email>): string {
  const at = email.lastIndexOf("@");
  return `${Array.from(email)[0]}…${email.slice(at)}`;
}

/** What confirms an act: the password of the account, or, where it has none, the code that the first call without one has mailed. */
export const Confirming = z.object({ password: Password.optional(), code: z.string().trim().optional() });
export type Confirming = z.output<typeof Confirming>;

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
 * What a person with a one-time link is shown of it. `for_you`: whether the session is that of its account, null without
 * one. `email` is masked for everybody else, and null where the link was mailed to none.
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

export const PersonName = publicName("A person");

/** What the dashboard can be read in. */
export const Language = z.enum(["en", "de"]);
export type Language = z.output<typeof Language>;

export const Installation = z.object({
  google: z.boolean(),
  sign_up: z.enum(["open", "invitation"]),
  /** Whether anybody has an account here. */
  has_accounts: z.boolean(),
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
