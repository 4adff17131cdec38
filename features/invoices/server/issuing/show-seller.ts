import { z } from "zod";
import { process } from "#access/operation.ts";
import { Seller } from "../../contract.ts";
import { issuesInvoices } from "#features/plans/server/issues-invoices.ts";
import { readSeller } from "./seller.ts";

export const showSeller = process({
  name: "operator.read_seller",
  summary: "Who issues the invoices of this installation; null while nobody was named.",
  scope: "operator",
  kind: "read",
  available: issuesInvoices,
  input: z.object({}),
  output: Seller.nullable(),
  example: () => ({}),
  run: ({ platform }) => readSeller(platform),
});
