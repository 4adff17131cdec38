import { z } from "zod";
import { useSearchParams } from "#browser/ui/use-search-params.ts";

/** What the page's address says: the view, and the role that is edited; `new` for one that is being made, of which one `from`. */
export const RolesSearch = z.object({
  view: z.literal("permissions").optional().catch(undefined),
  edit: z.string().optional().catch(undefined),
  from: z.string().optional().catch(undefined),
});

export const useRolesSearch = () => useSearchParams(RolesSearch, {});
