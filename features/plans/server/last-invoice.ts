import type { Day } from "#features/usage/server/days.ts";
import type { Db } from "#platform/database/transaction.ts";

/** Of the operator's invoices that stand, the one that covers the latest day. */
export function lastInvoice(db: Db, organizationId: string): Promise<{ number: string; period_to: Day } | undefined> {
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
