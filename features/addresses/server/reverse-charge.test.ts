import { expect, test } from "vitest";
import { isReverseCharge } from "./reverse-charge.ts";

type Buyer = Parameters<typeof isReverseCharge>[0]["buyer"];
const polish: Buyer = { country: "PL", tax_id: "PL8567346215", tax_id_check: "confirmed" };
const applies = (sellerCountry: string, buyer: Partial<Buyer> = {}) => isReverseCharge({ sellerCountry, buyer: { ...polish, ...buyer } });

test("VAT is the buyer's in another country of the Union with a VAT ID that VIES confirmed", () => {
  expect(applies("DE")).toBe(true);
  expect(applies("DE", { country: "GR", tax_id: "EL094259216" })).toBe(true);
  expect(applies("DE", { country: "MC", tax_id: "FR40303265045" })).toBe(true);
});

test.each(["pending", "not_known", "not_reached", null] as const)(
  "VAT is the seller's where the check of the ID says %s",
  (tax_id_check) => {
    expect(applies("DE", { tax_id_check })).toBe(false);
  },
);

test("VAT is not turned round at home, without an ID, with the seller's country's, or beyond the Union", () => {
  expect(applies("PL")).toBe(false);
  expect(applies("FR", { country: "MC", tax_id: "FR40303265045" })).toBe(false);
  expect(applies("DE", { tax_id: null })).toBe(false);
  expect(applies("DE", { tax_id: "DE136695976" })).toBe(false);
  expect(applies("US")).toBe(false);
  expect(applies("DE", { country: "CH", tax_id: "CHE-100.155.212" })).toBe(false);
  expect(applies("DE", { country: "GB", tax_id: "XI980780684" })).toBe(false);
});
