import { whereSoldBy } from "#features/addresses/server/seller.ts";
import { leaveTenant } from "#access/leave-tenant.ts";
import { procedure, type AuditIn, type OpenOrganization } from "#access/operation.ts";
import { named } from "#access/says.ts";
import { BookedInvoice, NamedInvoice, PayInvoice } from "../../contract.ts";
import { conflict, invalid } from "#platform/errors.ts";
import type { Platform } from "#platform/platform.ts";
import { sayDate } from "#platform/say-date.ts";
import { say } from "#platform/sentence.ts";
import { findIssued, inItsOrganization } from "./find-issued.ts";

export const payInvoice = procedure({
  name: "operator.mark_invoice_paid",
  summary: "Marks an invoice as paid, or a credit note as paid back; today, or on an earlier day.",
  scope: "operator",
  kind: "write",
  says: (entry) => `marked the invoice${named(entry)} as paid`,
  available: whereSoldBy("operator"),
  input: PayInvoice,
  output: BookedInvoice,
  example: ({ invoice_number }) => ({ input: { number: invoice_number } }),
  async run(context, { number, on }) {
    if (on && Date.parse(on) > Date.now()) throw invalid({ on: "This day is in the future." });
    const paidAt = on ? new Date(on) : new Date();
    return mark(context, number, { status: "paid", paid_at: paidAt }, ({ status, paid_at }) => {
      if (status === "void") throw conflict(say`Invoice ${number} was cancelled; nothing is due on it.`);
      if (paid_at) throw conflict(say`It was marked paid on ${sayDate(paid_at)} already. Mark it unpaid first.`);
    });
  },
});

export const reopenInvoice = procedure({
  name: "operator.mark_invoice_unpaid",
  summary: "Marks a paid invoice as unpaid again.",
  scope: "operator",
  kind: "write",
  says: (entry) => `marked the invoice${named(entry)} as not paid`,
  available: whereSoldBy("operator"),
  input: NamedInvoice,
  output: BookedInvoice,
  example: ({ paid_invoice_number }) => ({ input: { number: paid_invoice_number } }),
  run: (context, { number }) =>
    mark(context, number, { status: "open", paid_at: null }, ({ status }) => {
      if (status !== "paid") throw conflict(say`Invoice ${number} is not marked paid.`);
    }),
});

type Context = { platform: Platform; organizationTransaction: OpenOrganization; auditIn: AuditIn };
type Mark = { status: "paid" | "open"; paid_at: Date | null };
type Standing = { status: string; paid_at: string | null };

/** In the organization and its audit log; where it is gone, in the operator's book. */
async function mark(context: Context, number: string, change: Mark, check: (standing: Standing) => void): Promise<BookedInvoice> {
  const { platform, organizationTransaction, auditIn } = context;
  const named = await findIssued(platform, number);
  const { organization_id } = named;
  const marked = await inItsOrganization(organizationTransaction, named, async ({ db, audit }, invoice) => {
    check(invoice);
    await db.updateTable("invoices").set(change).where("organization_id", "=", organization_id).where("id", "=", invoice.id).execute();
    const target = { type: "invoice", id: invoice.id, label: number };
    audit({ target, before: { status: invoice.status }, after: { status: change.status } });
    return true;
  });
  if (!marked) {
    await leaveTenant(platform, "an invoice of an organization that is gone is marked").system(async ({ db }) => {
      const kept = db.selectFrom("kept_invoices").select(["status", "paid_at"]).where("number", "=", number);
      check(await kept.forUpdate().executeTakeFirstOrThrow());
      await db.updateTable("kept_invoices").set(change).where("number", "=", number).execute();
    });
    // There is no log any more that could tell of it.
    await auditIn(null);
  }
  return findIssued(platform, number);
}
