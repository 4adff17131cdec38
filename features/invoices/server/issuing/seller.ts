import { leaveTenant } from "#access/leave-tenant.ts";
import { AppError } from "#platform/errors.ts";
import type { Platform } from "#platform/platform.ts";
import { Seller } from "../../contract.ts";

/** Who issues the invoices; null while nobody was named. */
export function readSeller(platform: Platform): Promise<Seller | null> {
  return leaveTenant(platform, "who issues invoices").system(async ({ db }) => {
    const { details } = await db.selectFrom("invoice_issuer").select("details").executeTakeFirstOrThrow();
    return details === null ? null : Seller.parse(details);
  }, "read");
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
export function changeSeller(platform: Platform, change: (before: Seller | null) => Seller): Promise<Seller> {
  return leaveTenant(platform, "the operator says who issues invoices").system(async ({ db }) => {
    const { details } = await db.selectFrom("invoice_issuer").select("details").forUpdate().executeTakeFirstOrThrow();
    const seller = change(details === null ? null : Seller.parse(details));
    await db
      .updateTable("invoice_issuer")
      .set({ details: JSON.stringify(seller) })
      .execute();
    return seller;
  });
}
