import { operation } from "#access/operation.ts";
import { AddressRules, AddressRulesQuery } from "../contract.ts";
import { addressRules } from "./address-rules.ts";

export const readAddressRules = operation({
  name: "address_rules.read",
  summary: "How a country writes addresses: parts, their order and names, what is required, and what codes look like.",
  scope: "public",
  kind: "read",
  input: AddressRulesQuery,
  output: AddressRules,
  example: () => ({ input: { country: "DE" } }),
  run: async (_context, { country }) => addressRules(country),
});
