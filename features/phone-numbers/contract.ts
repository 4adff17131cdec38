import { z } from "zod";

/** What a number is for. `contact` numbers are shown to visitors, `sms` ones may send the product's texts. */
export const phoneUses = ["contact", "sms", "voice"] as const;

export const phoneNumbersMax = 100;
/** How long a code is good, how often one may try it, and how long the next one is waited for. */
export const codeMinutes = 10;
export const codeTriesMax = 5;
export const resendSeconds = 60;

/** Invisible, reordering, private and unassigned characters. */
const invisible = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/u;

/** A number as people type it; whether it exists in its country is the server's to say, which knows every country's plan. */
const TypedNumber = z
  .string()
  .trim()
  .min(1, "Enter a phone number.")
  .max(40, "A phone number has at most 40 characters, spaces included.")
  .refine((text) => !invisible.test(text), "The number holds invisible characters. Type it instead of pasting it.")
  .refine((text) => !/\p{L}/u.test(text), "A phone number holds no letters. Write its digits, without an extension.");

const Country = z.string().trim().toUpperCase().length(2, "Enter the country as two letters of ISO 3166, such as DE.");

const Label = z
  .string()
  .trim()
  .max(80, "A label has at most 80 characters.")
  .refine((text) => !invisible.test(text), "A label holds no invisible characters.")
  .transform((text) => text || null);

const Use = z
  .array(z.enum(phoneUses))
  .min(1, "Choose at least one use.")
  .transform((chosen) => phoneUses.filter((use) => chosen.includes(use)));

export const CreatePhoneNumber = z.object({
  number: TypedNumber,
  /** Read with a number in national form; one that begins with + says its own. */
  country: Country.nullish(),
  label: Label.nullish(),
  use: Use.default(["contact"]),
  primary: z.boolean().optional(),
  default_sender: z.boolean().optional(),
});
export type CreatePhoneNumber = z.input<typeof CreatePhoneNumber>;

export const UpdatePhoneNumber = z.object({
  number: TypedNumber.optional(),
  country: Country.nullish(),
  label: Label.nullish(),
  use: Use.optional(),
  primary: z.boolean().optional(),
  default_sender: z.boolean().optional(),
});
export type UpdatePhoneNumber = z.input<typeof UpdatePhoneNumber>;

export const PhoneNumber = z.object({
  id: z.string(),
  /** E.164, such as +4930123456. */
  number: z.string(),
  /** As it is written within its country, and from abroad. */
  national: z.string(),
  international: z.string(),
  /** ISO 3166 alpha-2; null for numbers of no country, such as +800. */
  country: z.string().nullable(),
  label: z.string().nullable(),
  use: z.array(z.enum(phoneUses)),
  primary: z.boolean(),
  default_sender: z.boolean(),
  /** Whether a text can arrive there, as far as its country's numbering plan says: not at a landline. */
  receives_sms: z.boolean(),
  verified_at: z.string().nullable(),
  created_at: z.string(),
  updated_at: z.string(),
  version: z.number(),
});
export type PhoneNumber = z.output<typeof PhoneNumber>;

/** A code is on its way. Another one can be had from `resend_at` on. */
export const SentCode = z.object({ expires_at: z.string(), resend_at: z.string() });
export type SentCode = z.output<typeof SentCode>;

export const CheckCode = z.object({
  code: z
    .string()
    .transform((text) => text.replace(/\s/g, ""))
    .pipe(z.string().regex(/^\d{6}$/, "Enter the six digits of the code.")),
});
