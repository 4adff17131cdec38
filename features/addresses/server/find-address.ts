import type { Db } from "#platform/database/transaction.ts";
import { BillingAddress } from "../contract.ts";

/** The address as the API shows it, null while none was set. `viesUrl`: without it nobody is asked about tax IDs. */
export async function findAddress(db: Db, organizationId: string, viesUrl: string | undefined): Promise<BillingAddress | null> {
  const row = await db.selectFrom("billing_addresses").selectAll().where("organization_id", "=", organizationId).executeTakeFirst();
  return row ? BillingAddress.parse(viesUrl ? row : { ...row, tax_id_check: null, tax_id_checked_at: null }) : null;
}
