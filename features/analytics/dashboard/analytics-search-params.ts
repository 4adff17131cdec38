import { z } from "zod";
import { useSearchParams } from "#browser/ui/use-search-params.ts";

const Day = z.iso.date().optional().catch(undefined);

/** What the page's address says: the agent, and how many days until today or which ones. */
export const AnalyticsSearch = z.object({
  agent: z.string().optional().catch(undefined),
  range: z.enum(["day", "week", "month", "chosen"]).optional().catch(undefined),
  from: Day,
  to: Day,
});
export type AnalyticsSearch = z.output<typeof AnalyticsSearch>;

export const useAnalyticsSearch = () => useSearchParams(AnalyticsSearch, { range: "month" });
