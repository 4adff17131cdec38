import { z } from "zod";

export const actorTypes = ["user", "api_key", "system", "operator", "visitor"] as const;

/** What acts can be about, as the first word of their names, and its words. */
export const AuditKinds = z.object({ data: z.array(z.object({ action: z.string(), label: z.string() })) });
export type AuditKinds = z.output<typeof AuditKinds>;

/** Which seal holds an entry: its place in the organization's chain, when its hour begins, and its digest. */
const SealOfEntry = z.object({ sequence: z.number(), hour: z.string(), digest: z.string() });

/** One line of the audit log: who did what, when, from where, before and after. */
export const AuditEntry = z.object({
  id: z.string(),
  created_at: z.string(),
  actor_type: z.enum(actorTypes),
  actor_id: z.string().nullable(),
  actor_label: z.string(),
  actor_name: z.string().nullable(),
  action: z.string(),
  target_type: z.string().nullable(),
  target_id: z.string().nullable(),
  target_label: z.string().nullable(),
  before: z.record(z.string(), z.unknown()).nullable(),
  after: z.record(z.string(), z.unknown()).nullable(),
  ip_address: z.string().nullable(),
  user_agent: z.string().nullable(),
  request_id: z.string().nullable(),
  /** All of it in plain words. */
  sentence: z.string(),
  /** Null until its hour is sealed. */
  seal: SealOfEntry.nullable(),
});
export type AuditEntry = z.output<typeof AuditEntry>;

/**
 * How far a search for words went. `left_out`: words beyond the eight that are looked for. `searched_from`: the time of the
 * oldest records that were looked through, where there may be older ones; null where all were. `indexing`: the older ones
 * are still being made searchable.
 */
export const SearchReach = z.object({ left_out: z.array(z.string()), searched_from: z.string().nullable(), indexing: z.boolean() });
export type SearchReach = z.output<typeof SearchReach>;

export const AuditPage = z.object({
  data: z.array(AuditEntry),
  total: z.number(),
  page: z.number(),
  per_page: z.number(),
  /** What the filters `actor_id` and `target_id` name is called, by the newest entry of it in the whole log. */
  filtered_by: z.object({ actor: z.string().nullable(), target: z.string().nullable() }),
  ...SearchReach.shape,
});
export type AuditPage = z.output<typeof AuditPage>;

const time = (what: string) =>
  z
    .union([z.iso.datetime({ offset: true }), z.iso.date()], `${what} is a date, or a time with its offset, such as 2026-03-01T00:00:00Z.`)
    .transform((text) => new Date(text).toISOString());

/** Which entries: each that is named must hold. */
export const AuditFilter = z.object({
  actor_type: z.enum(actorTypes).optional().describe("The kind of actor."),
  actor_id: z.string().trim().max(60).optional().describe("A user's or an API key's id."),
  action: z.string().trim().max(80).optional().describe("An action such as `project.create`, or all of a group: `project`."),
  target_type: z.string().trim().max(60).optional().describe("What was acted on, such as `project`."),
  target_id: z.string().trim().max(60).optional().describe("The id of what was acted on."),
  from: time("The beginning").optional().describe("From this time on; a date means its beginning in UTC."),
  to: time("The end").optional().describe("Before this time."),
  query: z
    .string()
    .trim()
    .max(200)
    .optional()
    .describe("Up to eight beginnings of words in the name of who acted, in the name of what was acted on, or in the action."),
});
export type AuditFilter = z.output<typeof AuditFilter>;

export const exportFormats = ["csv", "jsonl"] as const;

/** One digest over an hour's entries and the digest before it. */
export const AuditSeal = z.object({
  sequence: z.number(),
  hour: z.string(),
  entry_count: z.number(),
  digest: z.string(),
  previous_digest: z.string().nullable(),
  sealed_at: z.string(),
});
export type AuditSeal = z.output<typeof AuditSeal>;

/** Where a chain breaks, as far as digests can tell. */
export const BrokenLink = z.object({
  reason: z.enum(["seal_missing", "seal_altered", "entry_removed", "entry_added", "entry_altered", "entry_unsealed", "head_missing"]),
  sequence: z.number().nullable(),
  hour: z.string().nullable(),
  message: z.string(),
});
export type BrokenLink = z.output<typeof BrokenLink>;

/** What a look at an organization's whole chain found. `head` is the last seal, to be kept outside. */
export const AuditVerification = z.object({
  organization_id: z.string(),
  seal_count: z.number(),
  entry_count: z.number(),
  head: AuditSeal.pick({ sequence: true, hour: true, digest: true }).nullable(),
  broken: BrokenLink.nullable(),
});
export type AuditVerification = z.output<typeof AuditVerification>;
