import { expect, test } from "vitest";
import { useApp } from "#testing/app.ts";
import { asOperator, createPayer, germanSeller, manualBilling } from "#testing/manual-billing.ts";
import type { Seller } from "../../contract.ts";

const target = useApp({ variables: manualBilling });

test("the seller is set field by field, with its tax ID checked; what is left out stays", async () => {
  const patch = (changes: object) => asOperator<Seller>(target, "PATCH /seller", changes);
  expect((await asOperator(target, "GET /seller")).body).toBeNull();
  const ours = await createPayer(target, "pro", "2026-11-01");
  const refused = await asOperator(target, `POST /organizations/${ours.id}/invoices`, {});
  expect([refused.status, refused.body.error.message]).toEqual([
    409,
    "Say first who issues the invoices: npm run admin -- seller --name …",
  ]);
  for (const [changes, field_errors] of [
    [{ country: "DE" }, { name: "Say who issues the invoices: --name NAME." }],
    [{ name: "Reseller" }, { lines: "Write the address: --line TEXT for each line." }],
    [{ name: "Reseller", lines: ["Lindenallee 1"] }, { country: "Name the country by its code of two letters: --country DE." }],
    [{ ...germanSeller, tax_id: "DE136695977" }, { tax_id: expect.stringMatching(/^This VAT ID cannot be right\./) }],
    [{ country: "ZZ" }, { country: expect.stringMatching(/^Choose a country\./) }],
    [{ vat_basis_points: 10_000 }, { vat_basis_points: expect.any(String) }],
    [{ email: "nobody" }, { email: "Enter an e-mail address such as name@example.com." }],
    [{ lines: ["Lindenallee 1\nHamburg"] }, { "lines.0": "A line of the address holds no line breaks and no invisible characters." }],
  ] as const)
    expect((await patch(changes)).body.error.field_errors).toEqual(field_errors);
  expect((await asOperator(target, "GET /seller")).body).toBeNull();
  const { body } = await patch(germanSeller);
  expect(body).toEqual({ ...germanSeller, tax_id: "DE136695976", notes: [], due_days: 14 });
  expect((await patch({ due_days: 30, tax_id: null })).body).toEqual({ ...body, due_days: 30, tax_id: null });
});
