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
 * A name that a person chose, of an organization or of themselves. It is shown in mails to others, so it can hold
 * nothing that a mail program turns into a link, and no characters that hide or reorder others.
 */
export const displayName = (what: string) =>
  z
    .string()
    .trim()
    .min(1, `${what} needs a name.`)
    .max(80, "A name has at most 80 characters.")
    .refine((name) => !hasInvisible(name), "A name holds no invisible characters.")
    .refine((name) => /[\p{L}\p{N}\p{S}]/u.test(name), "A name holds at least one letter or digit.")
    .refine((name) => !looksLikeLink(name), "A name cannot be a web address.")
    .refine((name) => !/\S+@\S+\.\S+/.test(name), "A name cannot be an e-mail address.")
    .refine((name) => !/\+?\d(?:[\s().-]*\d){6,}/.test(name), "A name cannot be a phone number.");

/** Line breaks, control characters, and those that hide or reorder others. */
export const hasInvisible = (text: string) => /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/u.test(text);

/** `://`, `www.` or a domain with a path or a well-known ending, as mail programs turn them into links. */
function looksLikeLink(name: string): boolean {
  return (
    /:\/\/|\bwww\./i.test(name) ||
    /\b[\p{L}\p{N}-]+\.(?:[a-z]{2}|com|net|org|info|biz|app|dev|shop|xyz|online|site|cloud|link|click|top|store|tech)\b(?!\.)/iu.test(name)
  );
}

/** Digits of a mailed code that confirms an act. */
export const codeLength = 6;

/** The answer to an act that waits for a mailed code. */
export const CodeSent = z.object({ confirmation: z.literal("code_sent"), sent_to: z.string(), expires_at: z.string() });
export type CodeSent = z.output<typeof CodeSent>;

export const PersonName = displayName("A person");

export const Installation = z.object({
  google: z.boolean(),
  sign_up: z.enum(["open", "invitation"]),
  mail: z.enum(["mailbox", "smtp", "none"]),
  sms: z.enum(["outbox", "twilio", "none"]),
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
