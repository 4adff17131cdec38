import { z } from "zod";
import { useSearchParams } from "#browser/ui/use-search-params.ts";
import { SourceSort, SourceStatus } from "../contract.ts";

/** What the page's address says: the tab, the source whose passages are open, that a question is being tried or something is added. */
export const KnowledgeSearch = z.object({
  tab: z.enum(["add", "files", "domains", "urls", "answers", "checks"]).optional().catch(undefined),
  /** How the list of the tab is searched, filtered, sorted and turned. */
  q: z.string().min(1).max(255).optional().catch(undefined),
  status: z
    .enum([...SourceStatus.options, "warnings"])
    .optional()
    .catch(undefined),
  sort: SourceSort.optional().catch(undefined),
  page: z.number().int().positive().optional().catch(undefined),
  source: z.string().optional().catch(undefined),
  /** The website whose pages are open, and the one of which is shown what changed: in which reading, on which page. */
  site: z.string().optional().catch(undefined),
  changes: z.string().optional().catch(undefined),
  run: z.number().int().positive().optional().catch(undefined),
  url: z.string().optional().catch(undefined),
  ask: z.literal(true).optional().catch(undefined),
  add: z.enum(["files", "text", "domains", "urls", "answer", "check"]).optional().catch(undefined),
});

export const useKnowledgeSearch = () => useSearchParams(KnowledgeSearch, { sort: "-created_at", page: 1 });

/** What a list begins with: another tab is not searched and filtered as the one before. */
export const wholeTab = { q: undefined, status: undefined, sort: undefined, page: undefined };
