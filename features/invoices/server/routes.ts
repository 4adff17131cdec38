import { route, type Route } from "#access/router.ts";
import { downloadInvoice } from "./download-invoice.ts";
import { cancelInvoice } from "./issuing/cancel-invoice.ts";
import { downloadIssued } from "./issuing/download-issued.ts";
import { issueInvoices } from "./issuing/issue-invoices.ts";
import { listIssued } from "./issuing/list-issued.ts";
import { payInvoice, reopenInvoice } from "./issuing/mark-invoice.ts";
import { showSeller } from "./issuing/show-seller.ts";
import { updateSeller } from "./issuing/update-seller.ts";
import { listInvoices } from "./list-invoices.ts";
import { readInvoice } from "./read-invoice.ts";

const invoices = "/v1/organizations/{organization_id}/invoices";

export const routes: Route[] = [
  route(`GET ${invoices}`, listInvoices),
  route(`GET ${invoices}/{invoice_id}`, readInvoice),
  route(`GET ${invoices}/{invoice_id}/pdf`, downloadInvoice),
  route("GET /v1/operator/seller", showSeller),
  route("PATCH /v1/operator/seller", updateSeller),
  route("POST /v1/operator/organizations/{organization_id}/invoices", issueInvoices),
  route("GET /v1/operator/invoices", listIssued),
  route("GET /v1/operator/invoices/file", downloadIssued),
  route("POST /v1/operator/invoices/paid", payInvoice),
  route("POST /v1/operator/invoices/unpaid", reopenInvoice),
  route("POST /v1/operator/invoices/cancel", cancelInvoice),
];
