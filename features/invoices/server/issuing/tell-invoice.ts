import { z } from "zod";
import { job } from "#access/job.ts";
import { worksWhile } from "#access/status.ts";
import { InvoiceDocument } from "../../contract.ts";
import { invoiceMail } from "./mails.ts";

/** Tells one address of an invoice or a credit note. */
export const tellInvoice = job({
  name: "invoice.tell",
  says: null,
  payload: z.object({ invoice_id: z.string(), email: z.string() }),
  concurrency: 2,
  // What is due is said wherever the organization stands.
  allowedWhile: worksWhile.pay,
  async run({ platform, organization, transaction }, { invoice_id, email }) {
    const row = await transaction(
      ({ db }) =>
        db
          .selectFrom("invoices")
          .select("document")
          .where("organization_id", "=", organization.id)
          .where("id", "=", invoice_id)
          .executeTakeFirst(),
      "read",
    );
    if (!row) return;
    const url = `${platform.env.appUrl}/organizations/${organization.id}/settings/invoices`;
    await platform.mail.send(invoiceMail(email, InvoiceDocument.parse(row.document), url));
  },
});
