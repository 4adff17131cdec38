import { useNavigate, useSearch } from "@tanstack/react-router";
import { z } from "zod";
import { useOrganizationId } from "#browser/api/organization.ts";
import { asOpened, useClose, type How } from "#browser/ui/opened.ts";
import { ApiKeySort } from "../contract.ts";

/** What the page's address says: the words that are searched for, the page of the list, or that a key is being generated. */
export const ApiKeysSearch = z.object({
  query: z.coerce.string().optional().catch(undefined),
  sort: ApiKeySort.optional().catch(undefined),
  page: z.number().int().min(2).optional().catch(undefined),
  new: z.literal(true).optional().catch(undefined),
});
type ApiKeysSearch = z.output<typeof ApiKeysSearch>;

/** Reads and changes it. What opens can be left by the browser's Back, what is typed cannot. */
export function useApiKeysAddress() {
  const organizationId = useOrganizationId();
  const search = ApiKeysSearch.parse(useSearch({ strict: false }));
  const navigate = useNavigate();
  const go = (change: ApiKeysSearch, how: How = {}) =>
    void navigate({
      to: "/organizations/$organizationId/settings/api-keys",
      params: { organizationId },
      search: { ...search, ...change },
      ...how,
      resetScroll: "page" in change,
    });
  const leave = useClose();
  const open = () => go({ new: true }, asOpened);
  const takeOut = () => go({ new: undefined }, { replace: true });
  return { ...search, go, open, close: () => leave(takeOut), takeOut };
}
