import { z } from "zod";
import { useSearchParams } from "#browser/ui/use-search-params.ts";

/** What the page's address says: the tab, the source whose passages are open, that a question is being tried or something is added. */
export const KnowledgeSearch = z.object({
  tab: z.enum(["add", "files"]).optional().catch(undefined),
  source: z.string().optional().catch(undefined),
  ask: z.literal(true).optional().catch(undefined),
  add: z.enum(["files", "text"]).optional().catch(undefined),
});

export const useKnowledgeSearch = () => useSearchParams(KnowledgeSearch, {});
