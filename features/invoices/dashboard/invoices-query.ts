import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { organizationApi, organizationPath } from "#browser/api/api.ts";
import { listOf } from "#browser/api/list.ts";
import { Invoice, InvoiceDetail } from "../contract.ts";
import type { InvoicesSearch } from "./invoices-search-params.ts";

const invoicesPerPage = 20;

export const invoicesQuery = (organizationId: string, { show, page }: { show: InvoicesSearch["show"]; page: number }) =>
  queryOptions({
    queryKey: [organizationId, "invoices", { show, page }],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => {
      const filter = show === "credit_notes" ? { kind: "credit_note" } : { status: show };
      const search = { ...filter, page, per_page: invoicesPerPage };
      return organizationApi(organizationId)("/invoices", listOf(Invoice), { signal, search });
    },
  });

export const invoiceQuery = (organizationId: string, id: string) =>
  queryOptions({
    queryKey: [organizationId, "invoices", id],
    queryFn: ({ signal }) => organizationApi(organizationId)(`/invoices/${encodeURIComponent(id)}`, InvoiceDetail, { signal }),
  });

export const pdfAddress = (organizationId: string, id: string) =>
  organizationPath(organizationId, `/invoices/${encodeURIComponent(id)}/pdf`);
