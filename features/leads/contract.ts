import { z } from "zod";
import { SearchReach } from "#features/audit/contract.ts";
import { Email } from "#features/identity/contract.ts";
import { displayName, hasInvisible } from "#features/identity/contract/names.ts";

const ownFieldsMax = 30;
const choicesMax = 50;
const formFieldsMax = 10;
const textLengthMax = 2_000;
const sentenceLengthMax = 1_000;

/** What every lead has, beside the fields that a project makes its own. */
export const knownFields = ["name", "email", "phone"] as const;
export type KnownField = (typeof knownFields)[number];

export const FieldKind = z.enum(["text", "number", "date", "boolean", "choice"]);
export type FieldKind = z.output<typeof FieldKind>;

/** A date is `2026-11-30`. Which kind a field takes is the project's to say. */
export const FieldValue = z.union([z.string(), z.number(), z.boolean()]);
export type FieldValue = z.output<typeof FieldValue>;

const FieldName = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,39}$/, "The name of a field has small letters, digits and underscores, and begins with a letter.");

const choiceName = displayName("A choice");

/** A field of a project's own. Values are stored under its `name`, which stays when the label changes. */
export const LeadField = z.object({
  name: z.string(),
  label: z.string(),
  kind: FieldKind,
  /** Of the kind `choice`. What was chosen before stays with its lead when it is no choice any more. */
  choices: z.array(z.string()),
  /** Asked for no more; what leads have of it stays. */
  archived: z.boolean(),
});
export type LeadField = z.output<typeof LeadField>;

export const LeadSettings = z.object({
  fields: z.array(LeadField.extend({ in_use: z.boolean().describe("Whether a lead has a value of it.") })),
  /** After so many days without a word from a visitor their texts and their lead are removed; null: never. */
  retention_days: z.number().nullable(),
  version: z.number(),
});
export type LeadSettings = z.output<typeof LeadSettings>;

const WantedField = z
  .object({
    /** Of a field that is there; a new one gets its name from its label. */
    name: FieldName.optional(),
    label: displayName("A field"),
    kind: FieldKind,
    choices: z.array(choiceName).max(choicesMax, `A field has at most ${choicesMax} choices.`).default([]),
    archived: z.boolean().default(false),
  })
  .superRefine(({ kind, choices }, context) => {
    const issue = (message: string) => context.addIssue({ code: "custom", path: ["choices"], message });
    if (kind === "choice" && choices.length === 0) issue("Enter at least one choice.");
    if (kind !== "choice" && choices.length > 0) issue("Only a field of the kind “choice” has choices.");
    if (new Set(choices).size < choices.length) issue("No two choices can be the same.");
  });

/** The whole list in its order. */
export const UpdateLeadFields = z.object({
  fields: z.array(WantedField).max(ownFieldsMax, `A project has at most ${ownFieldsMax} fields of its own, archived ones included.`),
});
export type UpdateLeadFields = z.input<typeof UpdateLeadFields>;

export const SetRetention = z.object({
  days: z
    .number("Enter a number of days.")
    .int("Enter whole days.")
    .min(1, "At least one day.")
    .max(3650, "At most 3,650 days, which are ten years.")
    .nullable(),
});
export type SetRetention = z.input<typeof SetRetention>;

const Phone = z
  .string()
  .trim()
  .overwrite((text) => text.normalize("NFKC").replace(/\s+/g, " "))
  .max(40, "A phone number has at most 40 characters, spaces included.")
  .refine((text) => /^[+\d\s().\-–/]*$/.test(text), "A phone number has digits, spaces and + - / ( ) alone.")
  .refine((text) => /^(?:\D*\d){5,17}\D*$/.test(text), "Enter a phone number, such as +49 30 123456.");

const LeadName = displayName("A person");

/** By their names; null removes a value. */
const FieldChanges = z
  .record(FieldName, z.union([z.string().max(textLengthMax, "At most 2,000 characters."), z.number(), z.boolean()]).nullable())
  .refine((fields) => Object.keys(fields).length <= ownFieldsMax, `At most ${ownFieldsMax} fields.`);

/** What is left out stays as it is, and null removes it. */
const LeadChanges = z.object({ name: LeadName.nullish(), email: Email.nullish(), phone: Phone.nullish(), fields: FieldChanges.optional() });
export type LeadChanges = z.output<typeof LeadChanges>;

/**
 * What a visitor says of themselves. `consent`: the sentence that they agreed to, as the form showed it; null withdraws it.
 * `form`: the agent's form was filled in, so that what it requires has to be there.
 */
export const SaveOwnLead = LeadChanges.extend({
  consent: z.string().trim().max(sentenceLengthMax).nullish(),
  form: z.literal(true).optional(),
});

/** What of it was saved, and nothing that was known before. */
export const OwnLead = z.object({
  name: z.string().nullish(),
  email: z.string().nullish(),
  phone: z.string().nullish(),
  fields: z.record(z.string(), FieldValue.nullable()).optional(),
  consent: z.string().nullish(),
});

/** `consent: null` notes that it was withdrawn; only visitors give it. */
export const UpdateLead = LeadChanges.extend({ consent: z.null().optional() });
export type UpdateLead = z.input<typeof UpdateLead>;

const Consent = z.object({ at: z.string(), sentence: z.string() });

export const Lead = z.object({
  id: z.string(),
  project_id: z.string(),
  name: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  fields: z.record(z.string(), FieldValue),
  consent: Consent.nullable(),
  /** When they took back what they had agreed to; null: not, or they have agreed since. */
  consent_withdrawn_at: z.string().nullable(),
  /** When somebody came by a link that was mailed to the address; null: it is what was typed. */
  email_proven_at: z.string().nullable(),
  /** Whether they are known from a test chat. */
  test: z.boolean(),
  conversation_count: z.number(),
  first_seen_at: z.string(),
  /** When they last said or wrote something. */
  last_seen_at: z.string(),
  version: z.number(),
});
export type Lead = z.output<typeof Lead>;

export const LeadConversation = z.object({
  id: z.string(),
  agent_id: z.string(),
  agent_name: z.string(),
  /** What was asked first; null where nothing was, empty where its text is removed. */
  opening: z.string().nullable(),
  message_count: z.number(),
  created_at: z.string(),
  last_message_at: z.string().nullable(),
});
export type LeadConversation = z.output<typeof LeadConversation>;

/** With the newest hundred of their conversations; null for callers who cannot read conversations. */
export const LeadDetail = Lead.extend({ conversations: z.array(LeadConversation).nullable() });
export type LeadDetail = z.output<typeof LeadDetail>;

export const LeadSort = z.enum(["first_seen_at", "-first_seen_at", "last_seen_at", "-last_seen_at", "name", "-name"]);
export type LeadSort = z.output<typeof LeadSort>;

export const LeadFilter = z.object({
  query: z
    .string()
    .trim()
    .max(200)
    .optional()
    .describe("Up to eight beginnings of words of a lead: of its name, email, phone and own fields."),
  consent: z.stringbool().optional().describe("Only those with a recorded consent, or without one."),
  test: z.stringbool().optional().describe("Whether people in test chats are listed alone, or left out."),
  reachable: z
    .enum(["email", "phone", "none"])
    .optional()
    .describe("Only those with an email address, with a phone number, or with neither."),
});
export type LeadFilter = z.output<typeof LeadFilter>;

export const LeadPage = z.object({
  data: z.array(Lead),
  total: z.number(),
  page: z.number(),
  per_page: z.number(),
  ...SearchReach.shape,
});
export type LeadPage = z.output<typeof LeadPage>;

/** How much was erased with a lead. */
export const Erased = z.object({ conversations: z.number(), messages: z.number() });
export type Erased = z.output<typeof Erased>;

/**
 * When a widget asks: not at all, before the first message, where a visitor likes during the chat, or for one thing after the other once
 * the agent declined or handed over, or the visitor wrote an address or a number.
 */
export const FormMode = z.enum(["off", "before", "during", "asked"]);
export type FormMode = z.output<typeof FormMode>;

const Sentence = z
  .string()
  .trim()
  .max(sentenceLengthMax, "The sentence has at most 1,000 characters.")
  .refine((text) => !hasInvisible(text.replaceAll("\n", " ")), "The sentence has no invisible characters.");

/** `field`: `name`, `email`, `phone` or a field of the project. */
const FormField = z.object({ field: FieldName, required: z.boolean() });

export const AgentLeadForm = z.object({
  mode: FormMode,
  fields: z.array(FormField),
  /** What a visitor agrees to by ticking it; null: nothing is asked. */
  consent_sentence: z.string().nullable(),
  version: z.number(),
});
export type AgentLeadForm = z.output<typeof AgentLeadForm>;

export const SetLeadForm = z
  .object({
    mode: FormMode,
    fields: z.array(FormField).max(formFieldsMax, `A form has at most ${formFieldsMax} fields.`),
    consent_sentence: Sentence.nullish(),
  })
  .superRefine(({ mode, fields }, context) => {
    const names = fields.map(({ field }) => field);
    const issue = (message: string) => context.addIssue({ code: "custom", path: ["fields"], message });
    if (mode !== "off" && fields.length === 0) issue("Choose at least one field.");
    if (new Set(names).size < names.length) issue("No field can be there twice.");
  });
export type SetLeadForm = z.input<typeof SetLeadForm>;

/** An agent's form as its widget draws it. */
export const LeadForm = z.object({
  mode: FormMode,
  fields: z.array(
    z.object({
      name: z.string(),
      label: z.string(),
      kind: z.enum([...FieldKind.options, "name", "email", "phone"]),
      required: z.boolean(),
      choices: z.array(z.string()),
    }),
  ),
  consent_sentence: z.string().nullable(),
});
export type LeadForm = z.output<typeof LeadForm>;
