import { route, type Route } from "#access/router.ts";
import { downloadInvoice } from "./download-invoice.ts";
import { listInvoices } from "./list-invoices.ts";
import { readInvoice } from "./read-invoice.ts";

const invoices = "/v1/organizations/{organization_id}/invoices";

export const routes: Route[] = [
  route(`GET ${invoices}`, listInvoices),
  route(`GET ${invoices}/{invoice_id}`, readInvoice),
  route(`GET ${invoices}/{invoice_id}/pdf`, downloadInvoice),
];
