import { useNavigate, useSearch } from "@tanstack/react-router";
import { z } from "zod";
import { useOrganizationId } from "#browser/api/organization.ts";
import { asOpened, useClose, type How } from "#browser/ui/opened.ts";
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
export type MembersSearch = z.output<typeof MembersSearch>;

/** Reads and changes it. What opens can be left by the browser's Back, what is typed cannot. A filter begins at the first page. */
export function useMembersAddress() {
  const organizationId = useOrganizationId();
  const search = MembersSearch.parse(useSearch({ strict: false }));
  const navigate = useNavigate();
  const leave = useClose();
  const go = (change: MembersSearch, how: How = {}) =>
    void navigate({
      to: "/organizations/$organizationId/members",
      params: { organizationId },
      search: { ...search, ...change },
      ...how,
      resetScroll: "page" in change || "invitations_page" in change,
    });
  const filter = (change: MembersSearch, options = {}) => go({ ...change, page: undefined, invitations_page: undefined }, options);
  const openInvite = () => go({ dialog: "invite" }, asOpened);
  const closeInvite = () => leave(() => go({ dialog: undefined }, { replace: true }));
  return { ...search, go, filter, openInvite, closeInvite };
}
