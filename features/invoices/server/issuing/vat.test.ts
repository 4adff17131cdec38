import { expect, test } from "vitest";
import { reverseCharge } from "#features/addresses/server/reverse-charge.ts";
import { outsideUnion, vatOf, type VatBuyer, type VatSeller } from "./vat.ts";

const german: VatSeller = { country: "DE", tax_id: "DE136695976", vat_basis_points: 1_900 };
const buyer = (country: string, tax_id: string | null = null, tax_id_check: VatBuyer["tax_id_check"] = null): VatBuyer => ({
  country,
  tax_id,
  tax_id_check,
});
const rate = { basis_points: 1_900, sentence: null };
const none = (sentence: string | null) => ({ basis_points: null, sentence });

test.each([
  ["in the seller's country", buyer("DE"), rate],
  ["in the seller's country with a VAT ID of another member", buyer("DE", "ATU13585627", "confirmed"), rate],
  ["in another country of the Union, without a VAT ID", buyer("FR"), rate],
  ["there with one that VIES confirmed", buyer("FR", "FR40303265045", "confirmed"), none(reverseCharge)],
  ["there with one that VIES does not know", buyer("FR", "FR40303265045", "not_known"), rate],
  ["there with one that nobody is asked about", buyer("FR", "FR40303265045"), rate],
  ["there with one that VIES has not answered about", buyer("FR", "FR40303265045", "pending"), "unchecked"],
  ["there with one about which VIES could not be asked", buyer("FR", "FR40303265045", "not_reached"), "unchecked"],
  ["there with one of the seller's country", buyer("FR", "DE136695976", "confirmed"), rate],
  ["there with one of a third member", buyer("FR", "ATU13585627", "confirmed"), none(reverseCharge)],
  ["in Greece, whose IDs begin with EL", buyer("GR", "EL094259216", "confirmed"), none(reverseCharge)],
  ["in Monaco, which is in French VAT", buyer("MC", "FR40303265045", "confirmed"), none(reverseCharge)],
  ["in Monaco without a VAT ID", buyer("MC"), rate],
  ["in Switzerland", buyer("CH", "CHE-100.155.212 MWST"), none(outsideUnion)],
  ["in the United States", buyer("US"), none(outsideUnion)],
  ["in Kosovo", buyer("XK"), none(outsideUnion)],
  ["in the United Kingdom", buyer("GB", "GB980780684"), none(outsideUnion)],
  ["in Northern Ireland, which is in the Union for goods alone", buyer("GB", "XI980780684", "confirmed"), none(outsideUnion)],
  ["outside the Union with a VAT ID of the seller's country", buyer("US", "DE136695976", "confirmed"), rate],
  ["outside the Union with a VAT ID that waits for VIES", buyer("US", "FR40303265045", "pending"), none(outsideUnion)],
  ["in another member with an ID of Northern Ireland", buyer("FR", "XI980780684", "confirmed"), rate],
] as const)("from Germany, to a buyer %s", (_where, whom, expected) => {
  expect(vatOf(german, whom)).toEqual(expected);
});

test("a seller in Monaco charges at home in France, and one in Greece at home in Greece", () => {
  const monegasque = { country: "MC", tax_id: "FR40303265045", vat_basis_points: 2_000 };
  expect(vatOf(monegasque, buyer("FR"))).toEqual({ basis_points: 2_000, sentence: null });
  const greek = { country: "GR", tax_id: "EL094259216", vat_basis_points: 2_400 };
  expect(vatOf(greek, buyer("FR", "EL094259216", "confirmed"))).toEqual({ basis_points: 2_400, sentence: null });
});

test("a seller outside the Union charges at home alone", () => {
  const swiss = { country: "CH", tax_id: "CHE-100.155.212 MWST", vat_basis_points: 810 };
  expect(vatOf(swiss, buyer("CH"))).toEqual({ basis_points: 810, sentence: null });
  const away = none("No VAT is charged: the recipient is outside the seller's country.");
  expect(vatOf(swiss, buyer("DE", "DE136695976", "confirmed"))).toEqual(away);
  const british = { country: "GB", tax_id: "GB980780684", vat_basis_points: 2_000 };
  expect(vatOf(british, buyer("IM"))).toEqual({ basis_points: 2_000, sentence: null });
  expect(vatOf(british, buyer("IE"))).toEqual(away);
});

test("a seller without a VAT ID or a rate charges none and says nothing of it", () => {
  for (const seller of [
    { ...german, tax_id: null },
    { ...german, vat_basis_points: null },
  ])
    for (const whom of [buyer("DE"), buyer("FR", "FR40303265045", "pending"), buyer("US")]) expect(vatOf(seller, whom)).toEqual(none(null));
  expect(vatOf({ ...german, vat_basis_points: 0 }, buyer("DE"))).toEqual({ basis_points: 0, sentence: null });
});
