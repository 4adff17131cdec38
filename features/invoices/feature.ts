import type { Feature } from "#access/feature.ts";
import { whereSold } from "#features/addresses/server/seller.ts";
import { storePdf } from "./server/issuing/store-pdf.ts";
import { tellInvoice } from "./server/issuing/tell-invoice.ts";
import { invoiceMail } from "./server/issuing/mails.ts";
import { routes } from "./server/routes.ts";

const issued = { number: "2026-2", corrects: "2026-1", total: 4900, currency: "eur", seller: { name: "Example Hosting" } };

/** What was charged, and how the operator issues it. */
export const invoices: Feature = {
  name: "invoices",
  routes,
  jobs: [storePdf, tellInvoice],
  follows: { invoice: "billing:read" },
  tables: {
    invoices: {
      archive: {
        name: "invoices",
        what: "Every invoice that was issued, in full.",
        available: whereSold,
        columns: [
          "id",
          "issuer",
          "number",
          "kind",
          "status",
          "currency",
          "subtotal",
          "tax",
          "total",
          "issued_at",
          "due_at",
          "paid_at",
          "period_from",
          "period_to",
          "document",
          "stripe_invoice_id",
        ],
        leftOut: { pdf: "The same content; it is on the Invoices page." },
      },
      counted: true,
    },
    invoice_lines: { archive: "What the invoices say, for counting what is still due.", counted: true },
    kept_invoices: { ofInstallation: "Invoices that outlive their organization, as the law asks." },
    invoice_issuer: { ofInstallation: "Who issues the invoices of this installation." },
  },
  mails: {
    invoiceMail: () =>
      (["invoice", "credit_note"] as const).flatMap((kind) =>
        ["2026-03-01", null].map((due_on) =>
          invoiceMail("ann@example.com", { ...issued, kind, due_on }, "https://botcadence.example/there"),
        ),
      ),
  },
};
