import { BillingAddressInput, readAddress } from "../contract.ts";
import { addressRules } from "./address-rules.ts";
import { checkTaxId } from "./tax-ids.ts";

/** An address by the rules of its country, those of the form, and with its tax ID's check digits compared. */
export const CheckedAddress = BillingAddressInput.transform((input, context) =>
  readAddress(addressRules(input.country), input, context, (id) => checkTaxId(input.country, id)),
);
