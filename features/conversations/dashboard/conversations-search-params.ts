import { z } from "zod";
import { Outcome } from "../contract.ts";
import { useSearchParams } from "#browser/ui/use-search-params.ts";

/** What the page's address says: the conversation that is read, and the list's filter. */
export const ConversationsSearch = z.object({
  conversation: z.string().optional().catch(undefined),
  agent: z.string().optional().catch(undefined),
  outcome: Outcome.optional().catch(undefined),
});

export const useConversationsSearch = () => useSearchParams(ConversationsSearch, {});
