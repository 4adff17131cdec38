import { useNavigate, useSearch } from "@tanstack/react-router";
import { z } from "zod";
import { useOrganizationId } from "#dashboard/api/organization.ts";

/** What the page's address says: the view, and the role that is edited; `new` for one that is being made, of which one `from`. */
export const RolesSearch = z.object({
  view: z.literal("permissions").optional().catch(undefined),
  edit: z.string().optional().catch(undefined),
  from: z.string().optional().catch(undefined),
});
type RolesSearch = z.output<typeof RolesSearch>;

export function useRolesAddress() {
  const organizationId = useOrganizationId();
  const search = RolesSearch.parse(useSearch({ strict: false }));
  const navigate = useNavigate();
  const go = (next: RolesSearch) =>
    void navigate({ to: "/organizations/$organizationId/settings/roles", params: { organizationId }, search: next, resetScroll: false });
  return { ...search, go };
}
