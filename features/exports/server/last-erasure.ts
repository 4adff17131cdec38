import type { Product } from "#access/product.ts";
import type { Db } from "#platform/database/transaction.ts";
import { archiveDays } from "../contract.ts";

/** An archive lives that long from its beginning, and no longer takes part in anything. */
const looksBackMs = (archiveDays + 1) * 24 * 60 * 60 * 1000;

/** When something was last erased for good, by whichever act; null where nothing was since the oldest archive that can exist. */
export async function lastErasure(db: Db, { erasing }: Pick<Product, "erasing">, organizationId: string): Promise<string | null> {
  const entry = await db
    .selectFrom("audit_entries")
    .select("created_at")
    .where("organization_id", "=", organizationId)
    .where("created_at", ">", new Date(Date.now() - looksBackMs) as never)
    .where((where) => where("action", "=", where.fn.any(where.val([...erasing]))))
    .orderBy("created_at", "desc")
    .limit(1)
    .executeTakeFirst();
  return entry?.created_at ?? null;
}
