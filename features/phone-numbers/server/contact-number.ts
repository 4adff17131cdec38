import type { Db } from "#platform/database/transaction.ts";
import type { ContactNumber } from "#access/product.ts";
import { formatNumber } from "./read-number.ts";

/** The number that visitors are shown: the primary one, if contact is what it is for; else null. */
export async function findContactNumber(db: Db, organizationId: string): Promise<ContactNumber | null> {
  const row = await db
    .selectFrom("phone_numbers")
    .select(["number", "use"])
    .where("organization_id", "=", organizationId)
    .where("primary", "=", true)
    .executeTakeFirst();
  if (!row?.use.includes("contact")) return null;
  return { number: row.number, international: formatNumber(row.number).international };
}
