import { z } from "zod";
import { useSearchParams } from "#browser/ui/use-search-params.ts";

/** What the page's address says: whether a provider is being added. */
export const ModelsSearch = z.object({ new: z.literal(true).optional().catch(undefined) });

export const useModelsSearch = () => useSearchParams(ModelsSearch, {});
