import type { TaxIdCheck } from "#features/addresses/contract.ts";
import { isReverseCharge, reverseCharge, vatTerritory } from "#features/addresses/server/reverse-charge.ts";
import { isMember, memberOf } from "#features/addresses/server/tax-ids.ts";

export type VatSeller = { country: string; tax_id: string | null; vat_basis_points: number | null };
export type VatBuyer = { country: string; tax_id: string | null; tax_id_check: TaxIdCheck | null };

/** `basis_points`: hundredths of a percent; null where no tax is charged, with the sentence that says why, if any. */
export type Vat = { basis_points: number | null; sentence: string | null };

/**
 * Which VAT a service carries that is sold over the internet.
 *
 * - A seller without a VAT ID or a rate charges none, and says nothing of it.
 * - A buyer in the seller's country, or with a VAT ID of it, pays the seller's rate.
 * - A buyer in another country of the Union whose VAT ID VIES confirmed accounts for the tax himself. One whose VAT ID is
 *   not there, not known or not asked about pays the seller's rate: were it not valid, the seller would owe the tax.
 * - Where VIES has not answered yet it is `"unchecked"`: an invoice with the wrong tax cannot be unsaid, one that waits can.
 * - To a buyer outside the Union, or outside the country of a seller who is outside it, no tax is charged.
 *
 * Northern Ireland is in the Union for goods and not for services, so an ID that begins with XI counts for nothing.
 */
export function vatOf(seller: VatSeller, buyer: VatBuyer): Vat | "unchecked" {
  if (!seller.tax_id || seller.vat_basis_points === null) return { basis_points: null, sentence: null };
  if (isReverseCharge({ sellerCountry: seller.country, buyer })) return { basis_points: null, sentence: reverseCharge };
  const rate = { basis_points: seller.vat_basis_points, sentence: null };
  const [here, there] = [vatTerritory(seller.country), vatTerritory(buyer.country)];
  if (here === there) return rate;
  if (!isMember(here)) return { basis_points: null, sentence: "No VAT is charged: the recipient is outside the seller's country." };
  const idOf = buyer.tax_id === null ? null : memberOf(buyer.tax_id);
  if (idOf === here) return rate;
  if (!isMember(there)) return { basis_points: null, sentence: outsideUnion };
  if (idOf === null) return rate;
  return buyer.tax_id_check === "pending" || buyer.tax_id_check === "not_reached" ? "unchecked" : rate;
}

export const outsideUnion =
  "No VAT is charged: the service is supplied outside the European Union (Articles 44 and 58 of Directive 2006/112/EC).";
