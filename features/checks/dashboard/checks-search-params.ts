import { z } from "zod";
import { useSearchParams } from "#browser/ui/use-search-params.ts";
import { KnowledgeSearch } from "#features/knowledge/dashboard/knowledge-search-params.ts";
import { CheckState } from "../contract.ts";

/** What the Knowledge Base's address says besides of its tab of checks: in which state those are, and which one is open. */
export const ChecksSearch = KnowledgeSearch.extend({
  state: CheckState.optional().catch(undefined),
  check: z.string().optional().catch(undefined),
});

export const useChecksSearch = () => useSearchParams(ChecksSearch, { page: 1 });
