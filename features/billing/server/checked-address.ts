import { z } from "zod";
import { billingAddress, BillingAddressInput } from "../contract.ts";
import { addressRules } from "./address-rules.ts";
import { checkTaxId } from "./tax-ids.ts";

/** An address by the rules of its country, those of the form, and with its tax ID's check digits compared. */
export const CheckedAddress = BillingAddressInput.transform((input, context) => {
  const { country } = input;
  const parsed = billingAddress(addressRules(country), (id) => checkTaxId(country, id)).safeParse(input);
  if (parsed.success) return parsed.data;
  for (const { path, message } of parsed.error.issues) context.addIssue({ code: "custom", path, message });
  return z.NEVER;
});
