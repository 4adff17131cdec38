import { useNavigate, useSearch } from "@tanstack/react-router";
import { z } from "zod";
import { useOrganizationId } from "#browser/api/organization.ts";
import { asOpened, useClose, type How } from "#browser/ui/opened.ts";
import { InvoiceFilter } from "../contract.ts";

/** What the page's address says: which invoices are shown, the page of the list, and the invoice that is open. */
export const InvoicesSearch = z.object({
  show: z
    .enum([...InvoiceFilter.shape.status.unwrap().options, "credit_notes"])
    .optional()
    .catch(undefined),
  page: z.number().int().min(2).optional().catch(undefined),
  invoice: z.string().optional().catch(undefined),
});
export type InvoicesSearch = z.output<typeof InvoicesSearch>;

/** Reads and changes it. */
export function useInvoicesAddress() {
  const organizationId = useOrganizationId();
  const search = InvoicesSearch.parse(useSearch({ strict: false }));
  const navigate = useNavigate();
  const go = (change: InvoicesSearch, how: How = {}) =>
    void navigate({
      to: "/organizations/$organizationId/settings/invoices",
      params: { organizationId },
      search: { ...search, ...change },
      ...how,
      resetScroll: "page" in change,
    });
  const leave = useClose();
  const open = (invoice: string) => go({ invoice }, asOpened);
  const close = () => leave(() => go({ invoice: undefined }, { replace: true }));
  return { ...search, go, open, close };
}
