import { z } from "zod";
import { useSearchParams } from "#browser/ui/use-search-params.ts";
import { UsageKind } from "../contract.ts";

/** What the page's address says: the period as `2026-11`, this one where it is left out; the chart's kind; how the table groups. */
export const UsageSearch = z.object({
  period: z
    .string()
    .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
    .optional()
    .catch(undefined),
  kind: UsageKind.optional().catch(undefined),
  by: z.enum(["project", "agent", "channel", "kind"]).optional().catch(undefined),
});

export const useUsageSearch = () => useSearchParams(UsageSearch, { kind: "answers", by: "project" });
