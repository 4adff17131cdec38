import { expect, test } from "vitest";
import { countryCodes } from "../contract.ts";
import { addressRules } from "./address-rules.ts";
import { checkTaxId, isOfUnion } from "./tax-ids.ts";

/** VAT IDs of companies and, where a country has several kinds, one of each. */
const right: Record<string, string[]> = {
  AT: ["ATU13585627"],
  BE: ["BE0428759497", "BE1001686633", "BE1006023325"],
  BG: ["BG175074752", "BG7523169263"],
  CY: ["CY10259033P"],
  CZ: ["CZ25123891", "CZ27082440", "CZ640903926", "CZ7103192745"],
  DE: ["DE136695976", "DE143454214", "DE129274202"],
  DK: ["DK13585628", "DK22756214"],
  EE: ["EE100931558", "EE100594102"],
  ES: ["ESB58378431", "ESA28015865", "ESX2482300W", "ES54362315K"],
  FI: ["FI20774740", "FI01120389"],
  FR: ["FR40303265045", "FR61954506077", "FRK7399859412"],
  GR: ["EL094259216", "EL094014249"],
  HR: ["HR33392005961", "HR27759560625"],
  HU: ["HU12892312", "HU10773381"],
  IE: ["IE6433435F", "IE6388047V", "IE1234567FA"],
  IT: ["IT00743110157", "IT00905811006"],
  LT: ["LT119511515", "LT290061371314"],
  LU: ["LU15027442", "LU26375245"],
  LV: ["LV40003521600", "LV16117519997"],
  MT: ["MT11679112"],
  NL: ["NL004495445B01", "NL805734958B01", "NL123456789B13"],
  PL: ["PL8567346215", "PL5260250995"],
  PT: ["PT501964843", "PT500100144"],
  RO: ["RO18547290", "RO1590082"],
  SE: ["SE123456789701", "SE556703748501"],
  SI: ["SI50223054", "SI56012390"],
  SK: ["SK2022749619", "SK1027744685"],
};
const valid = Object.entries(right).flatMap(([country, ids]) => ids.map((id) => [country, id] as const));

test("all members of the Union stand in the list", () => {
  expect(Object.keys(right).length).toBe(27);
});

test.each(valid)("in %s %s is right, with and without its prefix, spaces and dots", (country, id) => {
  expect(checkTaxId(country, id)).toEqual({ id });
  expect(checkTaxId(country, id.slice(2))).toEqual({ id });
  expect(checkTaxId(country, `${id.slice(0, 2)} ${id.slice(2, 5)}.${id.slice(5, 8)}-${id.slice(8)}`)).toEqual({ id });
  expect(isOfUnion(id)).toBe(true);
});

test.each(Object.keys(right))("in %s nearly every slip of one digit is found", (country) => {
  const id = right[country]![0]!;
  const changed = [...id].flatMap((digit, index) =>
    /\d/.test(digit) ? [1, 4, 7].map((more) => id.slice(0, index) + ((Number(digit) + more) % 10) + id.slice(index + 1)) : [],
  );
  const passed = changed.filter((wrong) => "id" in checkTaxId(country, wrong));
  expect(passed.length / changed.length, passed.join()).toBeLessThan(0.2);
});

test.each(Object.keys(right))("in %s letters for digits, too few and too many are wrong", (country) => {
  const id = right[country]![0]!;
  for (const wrong of [`${id}77777777`, id.slice(0, 3), `${id.slice(0, 2)}ABCDEFGH`, "1", "0000000000000000"]) {
    expect(checkTaxId(country, wrong), wrong).toHaveProperty("problem");
  }
});

test("a company may have the VAT ID of another member, and nobody that of a member whose check it fails", () => {
  expect(checkTaxId("AT", "DE136695976")).toEqual({ id: "DE136695976" });
  expect(checkTaxId("AT", "DE136695977")).toHaveProperty("problem");
  expect(checkTaxId("US", "DE136695976")).toHaveProperty("problem");
});

test("Greece is EL for taxes, Monaco uses France's IDs, Northern Ireland has XI", () => {
  expect(checkTaxId("GR", "GR094259216")).toEqual({ id: "EL094259216" });
  expect(checkTaxId("MC", "FR40303265045")).toEqual({ id: "FR40303265045" });
  expect(checkTaxId("GB", "XI980780684")).toEqual({ id: "XI980780684" });
  expect([isOfUnion("XI980780684"), isOfUnion("GB980780684"), isOfUnion("91-1144442"), isOfUnion("CHE105909036")]).toEqual([
    true,
    false,
    false,
    false,
  ]);
});

test.each([
  ["US", "94-2404110", "94-2404111111"],
  ["GB", "GB 220 4302 31", "GB 220 4302 32"],
  ["CH", "CHE-105.909.036 MWST", "CHE-105.909.03 MWST"],
  ["LI", "CHE-105.909.036", "105.909.036"],
  ["NO", "NO 923 609 016 MVA", "NO 923 609 016 7 MVA"],
  ["BR", "33.000.167/0001-01", "33.000.167/0001-0"],
  ["BR", "390.533.447-05", "390.533.447-5"],
  ["IN", "27AAPFU0939F1ZV", "AA27PFU0939F1ZV"],
  ["AU", "51 824 753 556", "51 824 753"],
  ["JP", "1180301018771", "118030101877"],
  ["JP", "T7000012050002", "X7000012050002"],
  ["KR", "124-81-00998", "124-81-0099"],
  ["SG", "196800306E", "1968003066"],
  ["CL", "61.704.000-K", "61.704.000-X"],
  ["AR", "30-54668997-9", "30-54668997"],
  ["CA", "123026635 RT0001", "123026635 RT"],
  ["TR", "8790017566", "8790017"],
  ["TW", "22099131", "2209913A"],
])("in %s %s looks right and %s does not", (country, id, wrong) => {
  expect(checkTaxId(country, id)).toHaveProperty("id");
  expect(checkTaxId(country, wrong)).toHaveProperty("problem");
});

test("outside the Union a slip of one digit is not looked for, and the form is not told so", () => {
  expect(checkTaxId("CH", "CHE-105.909.037")).toEqual({ id: "CHE-105.909.037" });
  expect([addressRules("CH"), addressRules("HK"), addressRules("AT")].map(({ tax_id }) => tax_id.checked)).toEqual([false, false, true]);
});

test("where no rule is known, any number is kept, and no sentence", () => {
  expect(checkTaxId("HK", "12345678-000")).toEqual({ id: "12345678-000" });
  expect(checkTaxId("HK", "WE HAVE NONE; ASK US")).toHaveProperty("problem");
});

test("the example that a country's form shows is right", () => {
  const examples = countryCodes.flatMap((country) => {
    const { example } = addressRules(country).tax_id;
    return example === null ? [] : [[country, example] as const];
  });
  expect(examples.length).toBeGreaterThan(55);
  expect(examples.filter(([country, example]) => "problem" in checkTaxId(country, example))).toEqual([]);
});
