import { z } from "zod";
import { displayName } from "#features/identity/contract.ts";

export const OrganizationName = displayName("An organization");

export const Status = z.enum(["active", "past_due", "suspended", "deleting"]);
export type Status = z.output<typeof Status>;

/** One of the caller's organizations, as its card shows it. */
export const OrganizationCard = z.object({
  id: z.string(),
  name: z.string(),
  role: z.string(),
  status: Status,
  member_count: z.number(),
  project_count: z.number(),
  purge_at: z.string().nullable(),
  created_at: z.string(),
});
export type OrganizationCard = z.output<typeof OrganizationCard>;

/** The organization that one works in, with what the caller may do in it. */
export const Organization = z.object({
  id: z.string(),
  name: z.string(),
  role: z.string().nullable(),
  status: Status,
  status_reason: z.string().nullable(),
  status_since: z.string().nullable(),
  purge_at: z.string().nullable(),
  created_at: z.string(),
  updated_at: z.string(),
  /** Goes up with every change; sent back as If-Match, it keeps one from overwriting a colleague's change. */
  version: z.number(),
  permissions: z.array(z.string()),
});
export type Organization = z.output<typeof Organization>;

export const CreateOrganization = z.object({ name: OrganizationName });
export const UpdateOrganization = z.object({ name: OrganizationName });

/** Who is signed in, and where they may go. */
export const Me = z.object({
  user: z.object({ id: z.string(), email: z.string(), name: z.string(), email_verified: z.boolean() }),
  organizations: z.array(z.object({ id: z.string(), name: z.string(), role: z.string(), status: Status })),
  last_organization_id: z.string().nullable(),
});
export type Me = z.output<typeof Me>;
