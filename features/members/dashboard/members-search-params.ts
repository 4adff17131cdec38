import { z } from "zod";
import { useSearchParams } from "#browser/ui/use-search-params.ts";
import { MemberSort } from "../contract.ts";

/** What the page's address says: what is looked for and in which order, the pages of both lists, and the dialog that is open. */
export const MembersSearch = z.object({
  show: z.enum(["members", "invitations"]).optional().catch(undefined),
  query: z.coerce.string().optional().catch(undefined),
  role: z.string().optional().catch(undefined),
  sort: MemberSort.optional().catch(undefined),
  page: z.number().int().min(2).optional().catch(undefined),
  invitations_page: z.number().int().min(2).optional().catch(undefined),
  dialog: z.literal("invite").optional().catch(undefined),
});

export const useMembersSearch = () => useSearchParams(MembersSearch, { page: 1, invitations_page: 1, sort: "role" });

/** A filter begins at the first page of both lists. */
export const firstPages = { page: 1, invitations_page: 1 };
