import { whereSoldBy } from "#features/addresses/server/seller.ts";
import { z } from "zod";
import { procedure } from "#access/operation.ts";
import { Seller } from "../../contract.ts";
import { readSeller } from "./seller.ts";

export const showSeller = procedure({
  name: "operator.read_seller",
  summary: "Who issues the invoices of this installation; null while nobody was named.",
  scope: "operator",
  kind: "read",
  available: whereSoldBy("operator"),
  input: z.object({}),
  output: Seller.nullable(),
  example: () => ({}),
  run: ({ platform }) => readSeller(platform),
});
