import { z } from "zod";
import { useSearchParams } from "#browser/ui/use-search-params.ts";
import { LeadFilter, LeadSort } from "../contract.ts";

/** What the page's address says: the lead that is looked at, and how the list is narrowed down and sorted. */
export const LeadsSearch = z.object({
  lead: z.string().optional().catch(undefined),
  query: z.coerce.string().optional().catch(undefined),
  reachable: LeadFilter.shape.reachable.catch(undefined),
  consent: z.boolean().optional().catch(undefined),
  test: z.boolean().optional().catch(undefined),
  sort: LeadSort.optional().catch(undefined),
  page: z.number().int().min(2).optional().catch(undefined),
});

export const useLeadsSearch = () => useSearchParams(LeadsSearch, { page: 1, sort: "-first_seen_at" });
