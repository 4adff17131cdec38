import { z } from "zod";
import { useSearchParams } from "#browser/ui/use-search-params.ts";
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

export const useInvoicesSearch = () => useSearchParams(InvoicesSearch, { page: 1 });
