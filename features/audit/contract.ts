import { z } from "zod";

/** One line of the audit log: who did what, when, from where, before and after. */
export const AuditEntry = z.object({
  id: z.string(),
  created_at: z.string(),
  actor_type: z.enum(["user", "api_key", "system", "operator", "visitor"]),
  actor_id: z.string().nullable(),
  actor_label: z.string(),
  action: z.string(),
  target_type: z.string().nullable(),
  target_id: z.string().nullable(),
  target_label: z.string().nullable(),
  before: z.record(z.string(), z.unknown()).nullable(),
  after: z.record(z.string(), z.unknown()).nullable(),
  ip_address: z.string().nullable(),
  request_id: z.string().nullable(),
});
export type AuditEntry = z.output<typeof AuditEntry>;
