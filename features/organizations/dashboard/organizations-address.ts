import { useNavigate, useSearch } from "@tanstack/react-router";
import { z } from "zod";
import { asOpened, useClose, type How } from "#browser/ui/opened.ts";

/** What the page's address says: the words that are searched for, the page of the list, or that a new one is being made. */
export const OrganizationsSearch = z.object({
  query: z.coerce.string().optional().catch(undefined),
  page: z.number().int().min(2).optional().catch(undefined),
  new: z.literal(true).optional().catch(undefined),
});
type OrganizationsSearch = z.output<typeof OrganizationsSearch>;

/** Reads and changes it. What opens can be left by the browser's Back, what is typed cannot. */
export function useOrganizationsAddress() {
  const search = OrganizationsSearch.parse(useSearch({ strict: false }));
  const navigate = useNavigate();
  const go = (change: OrganizationsSearch, how: How = {}) =>
    void navigate({ to: "/organizations", search: { ...search, ...change }, ...how, resetScroll: "page" in change });
  const leave = useClose();
  const open = () => go({ new: true }, asOpened);
  const close = () => leave(() => go({ new: undefined }, { replace: true }));
  return { ...search, go, open, close };
}
