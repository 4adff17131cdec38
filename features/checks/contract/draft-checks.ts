import { z } from "zod";

/** How the checks of a project were answered by an agent's draft, the last time that it was asked. */
export const DraftChecks = z.object({
  status: z.enum(["running", "done"]),
  total: z.number(),
  passed: z.number(),
  failing: z.array(z.object({ check_id: z.string(), question: z.string(), verdict: z.string() })),
  /** Whether neither the draft nor the checks have changed since. */
  current: z.boolean(),
  started_by_label: z.string(),
  created_at: z.string(),
});
export type DraftChecks = z.output<typeof DraftChecks>;
