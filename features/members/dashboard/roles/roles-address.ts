import { useNavigate, useSearch } from "@tanstack/react-router";
import { z } from "zod";
import { useOrganizationId } from "#browser/api/organization.ts";
import { asOpened, useClose } from "#browser/ui/opened.ts";

/** What the page's address says: the view, and the role that is edited; `new` for one that is being made, of which one `from`. */
export const RolesSearch = z.object({
  view: z.literal("permissions").optional().catch(undefined),
  edit: z.string().optional().catch(undefined),
  from: z.string().optional().catch(undefined),
});
type RolesSearch = z.output<typeof RolesSearch>;

/** Reads and changes it. What opens can be left by the browser's Back. */
export function useRolesAddress() {
  const organizationId = useOrganizationId();
  const search = RolesSearch.parse(useSearch({ strict: false }));
  const navigate = useNavigate();
  const go = (next: RolesSearch) => void navigate({ to: page, params: { organizationId }, search: next, resetScroll: false });
  const leave = useClose();
  const open = (role: RolesSearch) =>
    void navigate({ to: page, params: { organizationId }, search: { view: search.view, ...role }, resetScroll: false, ...asOpened });
  const close = () =>
    leave(() => void navigate({ to: page, params: { organizationId }, search: { view: search.view }, resetScroll: false, replace: true }));
  return { ...search, go, open, close };
}

const page = "/organizations/$organizationId/settings/roles";
