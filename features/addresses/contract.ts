import { z } from "zod";
import { hasInvisible, leadsElsewhere } from "#features/identity/contract/names.ts";

/** ISO 3166-1 alpha-2, and XK, under which banks, customs and post know Kosovo. */
export const countryCodes =
  "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW".split(
    " ",
  );

const names = new Intl.DisplayNames("en", { type: "region" });
/** "Germany", from `DE`. */
export const countryName = (code: string) => names.of(code) ?? code;

/** The parts of an address whose order, name and need depend on the country. */
export const addressParts = ["line1", "line2", "city", "region", "postal_code"] as const;
const AddressPart = z.enum(addressParts);
export type AddressPart = z.output<typeof AddressPart>;

export const Country = z
  .string("Choose a country.")
  .trim()
  .toUpperCase()
  .refine((code) => countryCodes.includes(code), "Choose a country. Over the API it is its code of two letters, such as DE.");

/** How one country writes addresses. */
export const AddressRules = z.object({
  country: z.string(),
  /** The parts that its addresses have, line by line in the order in which they are written. */
  rows: z.array(z.array(AddressPart)),
  required: z.array(AddressPart),
  /** What each part is called there. */
  labels: z.object({ line1: z.string(), line2: z.string(), city: z.string(), region: z.string(), postal_code: z.string() }),
  /** A regular expression for the whole code, null where any will do; `prefix` is written before it and not part of it. */
  postal_code: z.object({ pattern: z.string(), prefix: z.string(), examples: z.array(z.string()) }).nullable(),
  /** Known regions with their spellings, the country's own first. */
  regions: z.array(z.object({ code: z.string(), names: z.array(z.string()) })),
  /** Whether a region is written as its code and has to be one of the list. */
  region_is_code: z.boolean(),
  /** Templates as libaddressinput writes them, such as `%O%n%A%n%Z %C`; the second for addresses in Latin letters. */
  format: z.string(),
  format_latin: z.string(),
  /** Letters of the template whose parts are written in capitals. */
  capitals: z.string(),
  /** `checked`: its check digits are compared. */
  tax_id: z.object({ label: z.string(), example: z.string().nullable(), checked: z.boolean() }),
});
export type AddressRules = z.output<typeof AddressRules>;

export const AddressRulesQuery = z.object({ country: Country });

const Text = z.string("Write this as text.").nullish();

/** An address as it is sent; what it has to hold follows from its country, see `billingAddress`. */
export const BillingAddressInput = z.object({
  legal_name: Text,
  line1: Text,
  line2: Text,
  city: Text,
  region: Text,
  postal_code: Text,
  country: Country,
  tax_id: Text,
});
export type BillingAddressInput = z.input<typeof BillingAddressInput>;

/** What VIES, the register of the European Union, says of a VAT ID; `not_reached`: it could not be asked. */
export const TaxIdCheck = z.enum(["pending", "confirmed", "not_known", "not_reached"]);
export type TaxIdCheck = z.output<typeof TaxIdCheck>;

/** What invoices and subscriptions carry. */
export const BillingAddress = z.object({
  legal_name: z.string(),
  line1: z.string(),
  line2: z.string().nullable(),
  city: z.string().nullable(),
  region: z.string().nullable(),
  postal_code: z.string().nullable(),
  country: z.string(),
  tax_id: z.string().nullable(),
  /** Null where nobody is asked. */
  tax_id_check: TaxIdCheck.nullable(),
  tax_id_checked_at: z.string().nullable(),
  updated_at: z.string(),
  /** Goes up with every change; sent back as If-Match, it keeps one from overwriting a colleague's change. */
  version: z.number(),
});
export type BillingAddress = z.output<typeof BillingAddress>;

/** A tax ID as it is kept, or the sentence that says what is wrong with it. */
export type TaxIdResult = { id: string } | { problem: string };

/**
 * The schema of an address in one country, by which form and server check. It answers the fields as they are kept.
 *
 * @param checkTaxId compares check digits, on the server, where the rules of all countries are at hand
 */
export function billingAddress(rules: AddressRules, checkTaxId: (id: string) => TaxIdResult = (id) => ({ id })) {
  const needs = (part: AddressPart) => (rules.required.includes(part) ? `Write the ${lower(rules.labels[part])}.` : null);
  return z.object({
    legal_name: text("The legal name", 160, "Say who the invoice is made out to.").transform((name, context) => {
      if (name && leadsElsewhere(name)) context.addIssue({ code: "custom", message: "A legal name is no web or e-mail address." });
      return name!;
    }),
    line1: text(rules.labels.line1, 120, `Write the ${lower(rules.labels.line1)}.`).transform((line) => line!),
    line2: text(rules.labels.line2, 120, needs("line2")),
    city: text(rules.labels.city, 100, needs("city")),
    region: text(rules.labels.region, 100, needs("region")).transform((region, context) => readRegion(rules, region, context)),
    postal_code: text(rules.labels.postal_code, 20, needs("postal_code")).transform((code, context) =>
      readPostalCode(rules, code, context),
    ),
    country: Country,
    tax_id: text(`The ${rules.tax_id.label}`, 40, null).transform((written, context) => {
      if (written === null) return null;
      const checked = checkTaxId(written.normalize("NFKC").toUpperCase());
      if ("id" in checked) return checked.id;
      context.addIssue({ code: "custom", message: checked.problem });
      return written;
    }),
  });
}

/** An address as it is kept. */
export type KeptAddress = z.output<ReturnType<typeof billingAddress>>;

/** The last step of a schema of addresses in any country: `BillingAddressInput.transform(…)`. */
export function readAddress(
  rules: AddressRules,
  input: z.output<typeof BillingAddressInput>,
  context: z.RefinementCtx,
  checkTaxId?: (id: string) => TaxIdResult,
): KeptAddress {
  const parsed = billingAddress(rules, checkTaxId).safeParse(input);
  if (parsed.success) return parsed.data;
  for (const { path, message } of parsed.error.issues) context.addIssue({ code: "custom", path, message });
  return z.NEVER;
}

/** A line of text without its outer and double spaces; null where nothing is written and nothing is needed. */
function text(what: string, max: number, needed: string | null) {
  return Text.transform((value, context) => {
    const written = (value ?? "").trim();
    const fail = (message: string) => context.addIssue({ code: "custom", message });
    if (written === "") {
      if (needed) fail(needed);
      return null;
    }
    if (written.length > max) fail(`${what} has at most ${max} characters.`);
    if (hasInvisible(written)) fail(`${what} holds no line breaks and no invisible characters.`);
    else if (!/[\p{L}\p{N}]/u.test(written)) fail(`${what} holds at least one letter or digit.`);
    else if (/:\/\/|\bwww\./i.test(written)) fail(`${what} is no web address.`);
    return written.replace(/\s+/gu, " ");
  });
}

/** A region by its code or any of its names: the code where the country writes codes, else the name as it was written. */
function readRegion(rules: AddressRules, region: string | null, context: z.RefinementCtx): string | null {
  if (region === null || rules.regions.length === 0) return region;
  const same = (name: string) => fold(name) === fold(region);
  const known = rules.regions.find(({ code, names }) => same(code) || names.some(same));
  if (!known) {
    if (rules.region_is_code) {
      const message = `There is no such ${lower(rules.labels.region)} in this country. Write its code, such as ${rules.regions[0]?.code}.`;
      context.addIssue({ code: "custom", message });
    }
    return region;
  }
  return rules.region_is_code ? known.code : (known.names.find(same) ?? known.names[0] ?? known.code);
}

/** In capitals, without what is written before it, and with the separators that the country's examples have. */
function readPostalCode(rules: AddressRules, code: string | null, context: z.RefinementCtx): string | null {
  const capitals = code?.normalize("NFKC").toUpperCase() ?? null;
  if (capitals === null || rules.postal_code === null) return capitals;
  const { pattern, prefix, examples } = rules.postal_code;
  const whole = new RegExp(`^(?:${pattern})$`);
  const start = new RegExp(`^(?:${prefix.trim() || "[A-Z]{1,3}-"}|[A-Z]{1,3}-)[\\s-]*`);
  const bare = whole.test(capitals) ? capitals : capitals.replace(start, "");
  const dense = bare.replace(/[\s-]/g, "");
  const separated = examples.filter((example) => /[\s-]/.test(example)).map((example) => separateLike(dense, example));
  const found = [...separated, bare, dense].find((spelling) => spelling !== null && whole.test(spelling));
  if (found) return found;
  const message = `This country's ${lower(rules.labels.postal_code)} looks like ${examples.slice(0, 2).join(" or ")}.`;
  context.addIssue({ code: "custom", message });
  return code;
}

/** `dense` with the separators of an example that has as many letters and digits; null where it has not. */
function separateLike(dense: string, example: string): string | null {
  if (example.replace(/[\s-]/g, "").length !== dense.length) return null;
  let next = 0;
  return [...example].map((letter) => (/[\s-]/.test(letter) ? letter : dense[next++])).join("");
}

const fold = (name: string) => name.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const lower = (label: string) => (/^[A-Z]{2}/.test(label) ? label : label.charAt(0).toLowerCase() + label.slice(1));

type Written = { [field in AddressPart | "legal_name"]?: string | null | undefined };

/** The address line by line as its country writes it, in Latin order where its letters are Latin; without the country. */
export function formatAddress(rules: AddressRules, address: Written): string[] {
  const parts: Record<string, string> = {
    O: address.legal_name ?? "",
    A: [address.line1, address.line2].filter(Boolean).join("\n"),
    C: address.city ?? "",
    S: address.region ?? "",
    Z: address.postal_code ?? "",
  };
  for (const letter of rules.capitals) if (parts[letter]) parts[letter] = parts[letter].toUpperCase();
  const isLatin = /^[\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]*$/u.test(`${parts.A}${parts.C}${parts.S}`);
  const template = isLatin ? rules.format_latin : rules.format;
  return template
    .split("%n")
    .flatMap((line) => fillLine(line, parts).split("\n"))
    .filter((line) => line !== "");
}

/** A line of a template. What stands between two parts goes with the later one, what stands before the first with it. */
function fillLine(line: string, parts: Record<string, string>): string {
  if (!line.includes("%")) return line;
  let filled = "";
  for (const [, between = "", letter = ""] of line.matchAll(/([^%]*)%([OACSZ])/g)) {
    const isStart = line.startsWith(`${between}%${letter}`);
    if (parts[letter]) filled += (filled === "" && !isStart ? "" : between) + parts[letter];
  }
  return filled;
}
