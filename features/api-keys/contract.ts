import { z } from "zod";

export const apiKeysMax = 100;
/** How long a key may be good for, in days. */
export const expiryDays = [30, 90, 365] as const;

/** Invisible, reordering, private and unassigned characters. */
const invisible = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/u;

const KeyName = z
  .string()
  .trim()
  .min(1, "A key needs a name.")
  .max(80, "A name has at most 80 characters.")
  .refine((text) => !invisible.test(text), "A name has no invisible characters.");

export const CreateApiKey = z.object({
  name: KeyName,
  permissions: z
    .array(z.string())
    .min(1, "Tick at least one permission.")
    .max(200, "There are not that many permissions.")
    .describe("Names of permissions, such as `project:read`: any that the caller has."),
  expires_in_days: z
    .union(
      expiryDays.map((days) => z.literal(days)),
      "A key is valid for 30, 90 or 365 days, or until it is revoked.",
    )
    .nullish()
    .describe("30, 90 or 365; without it the key is valid until it is revoked."),
});
export type CreateApiKey = z.input<typeof CreateApiKey>;

export const UpdateApiKey = z.object({ name: KeyName });
export type UpdateApiKey = z.output<typeof UpdateApiKey>;

/** What keys are sorted by; `-` turns it round. Those that were never used, or never expire, come last. */
export const ApiKeySort = z.enum([
  "name",
  "-name",
  "created_at",
  "-created_at",
  "last_used_at",
  "-last_used_at",
  "expires_at",
  "-expires_at",
]);
export type ApiKeySort = z.output<typeof ApiKeySort>;

export const ApiKey = z.object({
  id: z.string(),
  name: z.string(),
  /** The last four characters of the key. */
  hint: z.string(),
  /** What it was given. */
  permissions: z.array(z.string()),
  /** What it may of that now: nothing that its maker may not. */
  effective_permissions: z.array(z.string()),
  created_by: z.object({ id: z.string(), name: z.string() }),
  created_at: z.string(),
  /** To the minute; null for a key that was never used. */
  last_used_at: z.string().nullable(),
  last_used_from: z.string().nullable(),
  first_used_at: z.string().nullable(),
  first_used_from: z.string().nullable(),
  expires_at: z.string().nullable(),
});
export type ApiKey = z.output<typeof ApiKey>;

/** A key as its maker sees it among those of all their organizations. */
export const OwnApiKey = ApiKey.pick({ id: true, name: true, hint: true, created_at: true, last_used_at: true, expires_at: true }).extend({
  organization: z.object({ id: z.string(), name: z.string() }),
});
export type OwnApiKey = z.output<typeof OwnApiKey>;

/** `key` is shown only once and not stored. */
export const CreatedApiKey = ApiKey.extend({ key: z.string() });
export type CreatedApiKey = z.output<typeof CreatedApiKey>;
