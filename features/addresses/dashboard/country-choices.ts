import type { Choice } from "#browser/ui/combobox-field.tsx";
import { countryCodes, countryName } from "../contract.ts";

const own = new Intl.DisplayNames(navigator.languages.slice(), { type: "region" });

/** All countries by their names, found by their code and by what they are called in the reader's language as well. */
export const countryChoices: readonly Choice[] = countryCodes
  .map((code) => ({ value: code, label: countryName(code), also: [own.of(code) ?? code] }))
  .toSorted((one, other) => one.label.localeCompare(other.label, "en"));
