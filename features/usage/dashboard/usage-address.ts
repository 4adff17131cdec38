import { useNavigate, useSearch } from "@tanstack/react-router";
import { z } from "zod";
import { useOrganizationId } from "#browser/api/organization.ts";
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
type UsageSearch = z.output<typeof UsageSearch>;

/** Reads it, and changes parts of it. */
export function useUsageAddress() {
  const organizationId = useOrganizationId();
  const search = UsageSearch.parse(useSearch({ strict: false }));
  const navigate = useNavigate();
  const go = (change: UsageSearch) =>
    void navigate({
      to: "/organizations/$organizationId/usage",
      params: { organizationId },
      search: { ...search, ...change },
      replace: true,
      resetScroll: false,
    });
  const { kind = "answers", by = "project", period } = search;
  return { kind, by, period, go };
}
