import { z } from "zod";
import { useSearchParams } from "#browser/ui/use-search-params.ts";

/** What the address of Organization Settings says: that the organization is being handed over. */
export const OwnershipSearch = z.object({ dialog: z.literal("hand-over").optional().catch(undefined) });

export const useOwnershipSearch = () => useSearchParams(OwnershipSearch, {});
