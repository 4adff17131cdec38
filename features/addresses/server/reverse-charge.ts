import type { TaxIdCheck } from "../contract.ts";
import { isMember, memberOf } from "./tax-ids.ts";

type Sale = {
  sellerCountry: string;
  buyer: { country: string; tax_id: string | null; tax_id_check: TaxIdCheck | null };
};

/**
 * Whether the buyer of a service accounts for VAT himself: one in another country of the European Union than the seller,
 * whose VAT ID of such a country VIES confirmed. Northern Ireland is in the Union for goods and not for services.
 */
export function isReverseCharge({ sellerCountry, buyer }: Sale): boolean {
  const [here, there] = [vatTerritory(sellerCountry), vatTerritory(buyer.country)];
  if (here === there || !isMember(here) || !isMember(there)) return false;
  const idOf = buyer.tax_id === null ? null : memberOf(buyer.tax_id);
  return idOf !== null && idOf !== here && buyer.tax_id_check === "confirmed";
}

export const reverseCharge = "Reverse charge: the recipient accounts for VAT (Article 196 of Directive 2006/112/EC).";

/** Whose VAT law holds in a country: Monaco is in that of France, the Isle of Man in that of the United Kingdom. */
export const vatTerritory = (country: string): string => ({ MC: "FR", IM: "GB" })[country] ?? country;
