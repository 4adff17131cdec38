import { z } from "zod";
import { job } from "#access/job.ts";
import { worksWhile } from "#access/status.ts";
import { InvoiceDocument } from "../../contract.ts";
import { drawInvoice } from "../draw-invoice.ts";

/** Draws an issued invoice and stores its PDF, once. Asked for earlier, it is drawn at that moment. */
export const storePdf = job({
  name: "invoice.store_pdf",
  says: null,
  payload: z.object({ invoice_id: z.string() }),
  concurrency: 1,
  allowedWhile: worksWhile.pay,
  async run({ organization, transaction }, { invoice_id }) {
    const row = await transaction(
      ({ db }) =>
        db
          .selectFrom("invoices")
          .select("document")
          .where("organization_id", "=", organization.id)
          .where("id", "=", invoice_id)
          .where("pdf", "is", null)
          .executeTakeFirst(),
      "read",
    );
    if (!row) return;
    const pdf = await drawInvoice(InvoiceDocument.parse(row.document));
    await transaction(({ db }) =>
      db
        .updateTable("invoices")
        .set({ pdf })
        .where("organization_id", "=", organization.id)
        .where("id", "=", invoice_id)
        .where("pdf", "is", null)
        .execute(),
    );
  },
});
