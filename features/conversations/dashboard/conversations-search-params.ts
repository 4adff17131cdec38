import { z } from "zod";
import { Outcome } from "../contract.ts";
import { useSearchParams } from "#browser/ui/use-search-params.ts";

/** The lists that a person looks at most; without one all conversations are listed. */
export const View = z.enum(["waiting", "mine", "ai", "unassigned", "closed"]);
export type View = z.output<typeof View>;

/** A day as a field for dates says it. */
const Day = z.iso.date().optional().catch(undefined);

/** What the page's address says: the conversation that is read, whether its details lie over it, and the list's filter. */
export const ConversationsSearch = z.object({
  conversation: z.string().optional().catch(undefined),
  details: z.literal(true).optional().catch(undefined),
  view: View.optional().catch(undefined),
  query: z.string().max(200).optional().catch(undefined),
  agent: z.string().optional().catch(undefined),
  outcome: Outcome.optional().catch(undefined),
  website: z.string().optional().catch(undefined),
  tag: z.string().optional().catch(undefined),
  assignee: z.string().optional().catch(undefined),
  rating: z.enum(["helped", "not"]).optional().catch(undefined),
  unread: z.literal("only").optional().catch(undefined),
  tests: z.enum(["none", "only"]).optional().catch(undefined),
  from: Day,
  to: Day,
});
export type ConversationsSearch = z.output<typeof ConversationsSearch>;

export const useConversationsSearch = () => useSearchParams(ConversationsSearch, {});
