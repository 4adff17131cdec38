import type { Feature } from "#access/feature.ts";
import { routes } from "./server/routes.ts";
import { sellsPlans } from "./server/sells-plans.ts";

/** What was charged, as it was issued. */
export const invoices: Feature = {
  name: "invoices",
  routes,
  tables: {
    invoices: {
      archive: {
        name: "invoices",
        what: "What was issued, with all that each says.",
        available: sellsPlans,
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
        leftOut: { pdf: "Says the same; it is on the Invoices page." },
      },
      counted: true,
    },
    invoice_lines: { archive: "What the invoices say, for counting what is still due.", counted: true },
    kept_invoices: { ofInstallation: "Invoices that outlive their organization, as the law asks." },
    invoice_issuer: { ofInstallation: "Who issues the invoices of this installation." },
  },
};
