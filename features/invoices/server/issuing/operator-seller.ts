import type { Seller } from "#features/addresses/server/seller.ts";
import { readNextTerm, readTermsOfToday } from "#features/plans/server/plan-terms.ts";
import type { Db } from "#platform/database/transaction.ts";

/** Plans are set by the operator, who issues the invoices for them. */
export const operatorSeller: Seller = {
  name: "operator",
  readChosen: readTermsOfToday,
  readPeriod: async () => null,
  async readStanding(db, organizationId) {
    const next = await readNextTerm(db, organizationId);
    return {
      status: null,
      subscribed: false,
      period: null,
      trial_ends_at: null,
      cancels_at: null,
      next_plan: next?.plan ?? null,
      next_plan_at: next?.starts_at ?? null,
      payment_method: null,
      seats_paid: 0,
    };
  },
  lastInvoice,
  tellAddress: async () => {},
};

function lastInvoice(db: Db, organizationId: string) {
  return db
    .selectFrom("invoices")
    .select(["number", "period_to"])
    .where("organization_id", "=", organizationId)
    .where("issuer", "=", "operator")
    .where("kind", "=", "invoice")
    .where("status", "<>", "void")
    .orderBy("period_to", "desc")
    .limit(1)
    .executeTakeFirst();
}
