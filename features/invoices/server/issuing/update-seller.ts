import { whereSoldBy } from "#features/addresses/server/seller.ts";
import { procedure } from "#access/operation.ts";
import { invalid } from "#platform/errors.ts";
import { Seller, UpdateSeller } from "../../contract.ts";
import { checkTaxId } from "#features/addresses/server/tax-ids.ts";
import { changeSeller } from "./seller.ts";

export const updateSeller = procedure({
  name: "operator.update_seller",
  summary: "Says who issues the invoices. What is left out stays; what was issued keeps what it says.",
  scope: "operator",
  kind: "write",
  says: () => "changed who issues the invoices",
  available: whereSoldBy("operator"),
  input: UpdateSeller,
  output: Seller,
  example: () => ({ input: { name: "Example Ltd", lines: ["1 High Street", "Dublin"], country: "IE", tax_id: "IE6433435F" } }),
  async run({ platform, auditIn }, changes) {
    const seller = await changeSeller(platform, (before) => complete({ ...(before ?? nobody), ...changes }));
    // It is about the installation, and no organization's log tells of it.
    await auditIn(null);
    return seller;
  },
});

const nobody = {
  name: "",
  lines: [],
  country: "",
  tax_id: null,
  vat_basis_points: null,
  email: null,
  pay: [],
  notes: [],
  due_days: 14,
} satisfies Seller;

/** @throws AppError 422 where something is missing, or the tax ID cannot be one of the country */
function complete(seller: Seller): Seller {
  if (seller.name === "") throw invalid({ name: "Say who issues the invoices: --name NAME." });
  if (seller.lines.length === 0) throw invalid({ lines: "Write the address: --line TEXT for each line." });
  if (seller.country === "") throw invalid({ country: "Name the country by its code of two letters: --country DE." });
  if (seller.tax_id === null) return seller;
  const checked = checkTaxId(seller.country, seller.tax_id.normalize("NFKC").trim().toUpperCase());
  if ("problem" in checked) throw invalid({ tax_id: checked.problem });
  return { ...seller, tax_id: checked.id };
}
