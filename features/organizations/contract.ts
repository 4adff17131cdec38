import { z } from "zod";
import { publicName } from "#features/identity/contract/names.ts";

export const OrganizationName = publicName("An organization");

export const Status = z.enum(["active", "past_due", "suspended", "deleting"]);
export type Status = z.output<typeof Status>;

/** One of the caller's organizations, as its card shows it. */
export const OrganizationCard = z.object({
  id: z.string(),
  name: z.string(),
  role: z.string(),
  role_name: z.string(),
  status: Status,
  member_count: z.number(),
  project_count: z.number(),
  purge_at: z.string().nullable(),
  created_at: z.string(),
});
export type OrganizationCard = z.output<typeof OrganizationCard>;

/** The status of an organization. Times are ISO 8601; what does not apply is null. */
export const StatusFacts = z.object({
  status: Status,
  /** Whether its status refuses writes, but for those that lead out of it. */
  read_only: z.boolean(),
  /** A sentence; null while active. */
  status_reason: z.string().nullable(),
  status_since: z.string().nullable(),
  status_by: z.string().nullable(),
  /** When a failed payment suspends it. */
  suspends_at: z.string().nullable(),
  /** When it is deleted for good. */
  purge_at: z.string().nullable(),
});
export type StatusFacts = z.output<typeof StatusFacts>;

/** One change of an organization's status. */
export const StatusChange = z.object({
  id: z.string(),
  status: Status,
  reason: z.string().nullable(),
  actor_label: z.string(),
  created_at: z.string(),
});
export type StatusChange = z.output<typeof StatusChange>;

/** The organization that one works in, with what the caller may do in it. */
export const Organization = z.object({
  id: z.string(),
  name: z.string(),
  role: z.string().nullable(),
  role_name: z.string().nullable(),
  /** The caller's own; null for who is no member, such as an API key. */
  membership_id: z.string().nullable(),
  ...StatusFacts.shape,
  /** Days and periods of usage follow it, from the month after it was chosen. */
  time_zone: z.string(),
  created_at: z.string(),
  updated_at: z.string(),
  /** Goes up with every change; sent back as If-Match, it keeps one from overwriting a colleague's change. */
  version: z.number(),
  permissions: z.array(z.string()),
});
export type Organization = z.output<typeof Organization>;

export const CreateOrganization = z.object({ name: OrganizationName });

/** A name of the IANA database such as `Europe/Berlin`, and no offset: PostgreSQL reads those the other way round. */
export const TimeZone = z
  .string()
  .max(64)
  .refine((zone) => /^[A-Za-z]/.test(zone) && isKnown(zone), "Choose a time zone such as Europe/Berlin.");

function isKnown(zone: string): boolean {
  try {
    return Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

/** What is left out stays as it is. */
export const UpdateOrganization = z
  .object({ name: OrganizationName, time_zone: TimeZone })
  .partial()
  .refine((changes) => Object.keys(changes).length > 0, "Say what to change.");
export type UpdateOrganization = z.input<typeof UpdateOrganization>;

/** What would go with an organization: its records by table, as the database counts them, and its files. */
export const DeletionPreview = z.object({
  /** By table. */
  counts: z.record(z.string(), z.number()),
  /** What people know by name, as one of it is called. */
  named: z.array(z.object({ one: z.string(), count: z.number() })),
  file_count: z.number(),
  file_bytes: z.number(),
});
export type DeletionPreview = z.output<typeof DeletionPreview>;

export const DeleteOrganization = z.object({ confirm_name: z.string() });
/** The organization is read-only from now on, and gone for good after `purge_at`. */
export const DeletionBegun = z.object({ purge_at: z.string() });

/** What the operator keeps of an organization that was purged. `finished_at` is null until that is done. */
export const PurgeCertificate = z.object({
  organization_id: z.string(),
  organization_name: z.string(),
  requested_by: z.enum(["owner", "operator"]),
  requested_at: z.string(),
  purged_by: z.enum(["schedule", "operator"]),
  started_at: z.string(),
  finished_at: z.string().nullable(),
  /** How many rows went, by table. */
  row_counts: z.record(z.string(), z.number()),
  file_count: z.number(),
  file_bytes: z.number(),
});
export type PurgeCertificate = z.output<typeof PurgeCertificate>;
