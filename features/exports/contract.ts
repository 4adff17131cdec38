import { z } from "zod";

/** How many archives an organization keeps at a time; each is as large as all that it holds. */
export const archivesMax = 5;
/** How long an archive can be downloaded. */
export const archiveDays = 7;

export const Export = z.object({
  id: z.string(),
  status: z.enum(["running", "ready", "failed"]),
  /** 0 to 100. */
  progress: z.number(),
  size_bytes: z.number().nullable(),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
  /** Something was erased for good since it was begun, of which it may still hold a copy until it expires. */
  holds_erased: z.boolean(),
  requested_by_label: z.string(),
  created_at: z.string(),
  /** Until then the archive can be downloaded. */
  expires_at: z.string().nullable(),
});
export type Export = z.output<typeof Export>;
