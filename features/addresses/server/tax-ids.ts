import * as vat from "jsvat-next";
import type { AddressRules, TaxIdResult } from "../contract.ts";

/** Members of the European Union, and who uses a member's VAT IDs, by country: the prefix, the rule, and an example. */
const vatIds: Record<string, [prefix: string, rule: vat.Country, example: string]> = {
  AT: ["AT", vat.austria, "ATU13585627"],
  BE: ["BE", vat.belgium, "BE0428759497"],
  BG: ["BG", vat.bulgaria, "BG175074752"],
  CY: ["CY", vat.cyprus, "CY10259033P"],
  CZ: ["CZ", vat.czechRepublic, "CZ25123891"],
  DE: ["DE", vat.germany, "DE136695976"],
  DK: ["DK", vat.denmark, "DK13585628"],
  EE: ["EE", vat.estonia, "EE100931558"],
  ES: ["ES", vat.spain, "ESB58378431"],
  FI: ["FI", vat.finland, "FI20774740"],
  FR: ["FR", vat.france, "FR40303265045"],
  GB: ["GB", vat.unitedKingdom, "GB980780684"],
  GR: ["EL", vat.greece, "EL094259216"],
  HR: ["HR", vat.croatia, "HR33392005961"],
  HU: ["HU", vat.hungary, "HU12892312"],
  IE: ["IE", vat.ireland, "IE6433435F"],
  IM: ["GB", vat.unitedKingdom, "GB980780684"],
  IT: ["IT", vat.italy, "IT00743110157"],
  LT: ["LT", vat.lithuania, "LT119511515"],
  LU: ["LU", vat.luxembourg, "LU15027442"],
  LV: ["LV", vat.latvia, "LV40003521600"],
  MC: ["FR", vat.france, "FR40303265045"],
  MT: ["MT", vat.malta, "MT11679112"],
  NL: ["NL", vat.netherlands, "NL004495445B01"],
  PL: ["PL", vat.poland, "PL8567346215"],
  PT: ["PT", vat.portugal, "PT501964843"],
  RO: ["RO", vat.romania, "RO18547290"],
  SE: ["SE", vat.sweden, "SE123456789701"],
  SI: ["SI", vat.slovenia, "SI50223054"],
  SK: ["SK", vat.slovakiaRepublic, "SK2022749619"],
};

/** Other countries: what the number is called, an example, and what its letters and digits look like without what is between. */
const taxIds: Record<string, [label: string, example: string, pattern: RegExp]> = {
  AR: ["CUIT", "20-05536168-2", /^\d{11}$/],
  AU: ["ABN", "51 824 753 556", /^\d{11}$/],
  BR: ["CNPJ or CPF", "16.727.230/0001-97", /^(\d{14}|\d{11})$/],
  CA: ["Business number", "123026635 RT0001", /^\d{9}([A-Z]{2}\d{4})?$/],
  CH: ["UID", "CHE-100.155.212 MWST", /^CHE\d{9}(MWST|TVA|IVA|TPV)?$/],
  CL: ["RUT", "61.704.000-K", /^\d{7,8}[\dK]$/],
  CN: ["Unified social credit code", "91110000600037341L", /^[\dA-Z]{18}$/],
  CO: ["NIT", "213.123.432-1", /^\d{8,16}$/],
  DO: ["RNC", "1-01-85004-3", /^(\d{9}|\d{11})$/],
  EC: ["RUC", "1792060346001", /^\d{13}$/],
  IL: ["Company number", "516179157", /^\d{9}$/],
  IN: ["GSTIN", "27AAPFU0939F1ZV", /^\d{2}[A-Z]{5}\d{4}[A-Z][\dA-Z]{3}$/],
  IS: ["VSK number", "00621", /^\d{5,6}$/],
  JP: ["Corporate number", "7000012050002", /^T?\d{13}$/],
  KE: ["KRA PIN", "P051365947M", /^[AP]\d{9}[A-Z]$/],
  KR: ["Business registration number", "116-82-00276", /^\d{10}$/],
  LI: ["UID", "CHE-100.155.212 MWST", /^CHE\d{9}(MWST|TVA|IVA|TPV)?$/],
  NO: ["Organisation number", "NO 995 525 828 MVA", /^(NO)?\d{9}(MVA)?$/],
  NZ: ["IRD or GST number", "49-091-850", /^\d{8,9}$/],
  PE: ["RUC", "20512333797", /^\d{11}$/],
  RS: ["PIB", "101134702", /^\d{9}$/],
  RU: ["INN", "7707083893", /^(\d{10}|\d{12})$/],
  SG: ["UEN", "197401143C", /^(\d{8,9}[A-Z]|[RST]\d{2}[\dA-Z]{2}\d{4}[A-Z])$/],
  TH: ["Tax ID", "0994000165668", /^\d{13}$/],
  TR: ["Tax ID", "4540536920", /^\d{10,11}$/],
  TW: ["Business number", "04595257", /^\d{8}$/],
  UA: ["EDRPOU", "32855961", /^(\d{8}|\d{10}|\d{12})$/],
  US: ["EIN", "91-1144442", /^\d{9}$/],
  VN: ["MST", "0100233488", /^\d{10}(\d{3})?$/],
  ZA: ["VAT or tax number", "4012345678", /^\d{10}$/],
};

/** What a tax ID is called in the country, for the form. */
export function taxIdOf(country: string): AddressRules["tax_id"] {
  if (vatIds[country]) return { label: "VAT ID", example: vatIds[country][2], checked: true };
  const [label, example] = taxIds[country] ?? [];
  return { label: label ?? "Tax ID", example: example ?? null, checked: false };
}

/**
 * Compares the format, and of VAT IDs the check digits, without asking anybody.
 *
 * @param id in capitals, without outer spaces
 * @returns the ID as it is kept (a VAT ID with its prefix and nothing between), or the sentence that says what is wrong
 */
export function checkTaxId(country: string, id: string): TaxIdResult {
  const found = vatIds[country] ? findVatId(country, id) : findTaxId(country, id);
  if (found) return { id: found };
  const { label, example } = taxIdOf(country);
  return {
    problem: example
      ? `This ${label} cannot be right. Compare each digit: one of this country looks like ${example}.`
      : "A tax ID holds letters and digits, and between them spaces, dots, dashes and slashes.",
  };
}

/** Whether VIES knows IDs of this kind: those of the Union's members and of Northern Ireland. */
export function isOfUnion(id: string): boolean {
  const prefix = id.slice(0, 2);
  return prefix === "XI" || (prefix !== "GB" && Object.values(vatIds).some(([own]) => own === prefix));
}

/** Whether a country is a member of the European Union. */
export const isMember = (country: string): boolean => country !== "GB" && vatIds[country]?.[0] === prefixOf(country);

/** The member of the Union that gave a VAT ID, null where none did: Northern Ireland is in the Union for goods alone. */
export function memberOf(id: string): string | null {
  const country = id.startsWith("EL") ? "GR" : id.slice(0, 2);
  return isMember(country) && isOfUnion(id) ? country : null;
}

const prefixOf = (country: string) => (country === "GR" ? "EL" : country);

/** Its own country's ID, with or without prefix, or that of another member that starts with that one's prefix. */
function findVatId(country: string, id: string): string | null {
  const dense = id.replace(/[^\p{L}\p{N}+*]/gu, "");
  const [own, rule] = vatIds[country]!;
  const isOwn = [own, own === "EL" ? "GR" : "", own === "GB" ? "XI" : ""].some((prefix) => prefix && dense.startsWith(prefix));
  const spellings: [string, vat.Country][] = [
    [isOwn ? dense.replace(/^GR/, "EL") : own + dense, rule],
    ...Object.values(vatIds)
      .filter(([prefix]) => dense.startsWith(prefix))
      .map(([, other]): [string, vat.Country] => [dense, other]),
  ];
  return spellings.find(([spelling, by]) => vat.checkVAT(spelling, [by]).isValid)?.[0] ?? null;
}

function findTaxId(country: string, id: string): string | null {
  const pattern = taxIds[country]?.[2];
  const holds = pattern ? pattern.test(id.replace(/[^\p{L}\p{N}]/gu, "")) : /^[\p{L}\p{N}]+(?:[ ./-]{0,2}[\p{L}\p{N}]+)*$/u.test(id);
  return holds ? id : null;
}
