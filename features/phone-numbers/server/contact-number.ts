import { leaveTenant } from "#access/leave-tenant.ts";
import type { Db } from "#platform/database/transaction.ts";
import type { Platform } from "#platform/platform.ts";
import type { ContactNumber } from "../contract.ts";
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

/** The same for the door, which has no transaction: as it is read. */
export function readContact(platform: Platform, organizationId: string): Promise<string | null> {
  return leaveTenant(platform, "which number the visitors of a suspended organization may call").tenant(
    organizationId,
    async ({ db }) => {
      return (await findContactNumber(db, organizationId))?.international ?? null;
    },
    "read",
  );
}
