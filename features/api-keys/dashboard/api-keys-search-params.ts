import { z } from "zod";
import { useSearchParams } from "#browser/ui/use-search-params.ts";
import { ApiKeySort } from "../contract.ts";

/** What the page's address says: the words that are searched for, the page of the list, or that a key is being generated. */
export const ApiKeysSearch = z.object({
  query: z.coerce.string().optional().catch(undefined),
  sort: ApiKeySort.optional().catch(undefined),
  page: z.number().int().min(2).optional().catch(undefined),
  new: z.literal(true).optional().catch(undefined),
});

export const useApiKeysSearch = () => useSearchParams(ApiKeysSearch, { page: 1, sort: "-created_at" });
