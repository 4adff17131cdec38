import { AppError } from "#platform/errors.ts";
import { systemTransaction } from "#platform/database/open.ts";
import type { Platform } from "#platform/platform.ts";
import { Seller } from "../../contract.ts";

/** Who issues the invoices; null while nobody was named. */
export function readSeller({ database }: Platform): Promise<Seller | null> {
  return systemTransaction(
    database,
    "who issues invoices",
    async ({ db }) => {
      const { details } = await db.selectFrom("invoice_issuer").select("details").executeTakeFirstOrThrow();
      return details === null ? null : Seller.parse(details);
    },
    "read",
  );
}

/**
 * The same where there has to be one.
 * @throws AppError 409
 */
export async function requireSeller(platform: Platform): Promise<Seller> {
  const seller = await readSeller(platform);
  if (!seller) throw new AppError("conflict", "Say first who issues the invoices: npm run admin -- seller --name …");
  return seller;
}

/** Changes it as it stands under its lock. */
export function changeSeller({ database }: Platform, change: (before: Seller | null) => Seller): Promise<Seller> {
  return systemTransaction(database, "the operator says who issues invoices", async ({ db }) => {
    const { details } = await db.selectFrom("invoice_issuer").select("details").forUpdate().executeTakeFirstOrThrow();
    const seller = change(details === null ? null : Seller.parse(details));
    await db
      .updateTable("invoice_issuer")
      .set({ details: JSON.stringify(seller) })
      .execute();
    return seller;
  });
}
