import { z } from "zod";
import { useSearchParams } from "#browser/ui/use-search-params.ts";

/** What the page's address says: the words that are searched for, the page of the list, or that a new one is being made. */
export const OrganizationsSearch = z.object({
  query: z.coerce.string().optional().catch(undefined),
  page: z.number().int().min(2).optional().catch(undefined),
  new: z.literal(true).optional().catch(undefined),
});

export const useOrganizationsSearch = () => useSearchParams(OrganizationsSearch, { page: 1 });
