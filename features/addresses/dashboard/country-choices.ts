import { language } from "#browser/catalog.ts";
import type { Choice } from "#browser/ui/combobox-field.tsx";
import { countryCodes, countryName } from "../contract.ts";

const shown = new Intl.DisplayNames(language, { type: "region" });
const own = new Intl.DisplayNames(navigator.languages.slice(), { type: "region" });

/** All countries by their names, found by their code and by what they are called in the reader's language as well. */
export const countryChoices: readonly Choice[] = countryCodes
  .map((code) => ({
    value: code,
    label: language === "en" ? countryName(code) : (shown.of(code) ?? code),
    also: [own.of(code) ?? code, countryName(code)],
  }))
  .toSorted((one, other) => one.label.localeCompare(other.label, language));
