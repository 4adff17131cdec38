import { getCountries, getCountryCallingCode, isSupportedCountry, parsePhoneNumberFromString } from "libphonenumber-js/min";
import type { Choice } from "#browser/ui/combobox-field.tsx";
import { countryChoices } from "#features/addresses/dashboard/country-choices.ts";

// `min`: it only says how a number will be read; whether the number exists is the server's to say.

const codes = new Map<string, string>(getCountries().map((country) => [country, getCountryCallingCode(country)]));

/** Countries that have phone numbers, found by their calling code too. */
export const phoneCountryChoices: readonly Choice[] = countryChoices.flatMap((choice) => {
  const code = codes.get(choice.value);
  return code ? [{ ...choice, label: `${choice.label} (+${code})`, also: [...(choice.also ?? []), choice.label, `+${code}`, code] }] : [];
});

/** The country of a number that is typed with its country code; null for any other. */
export function countryOf(typed: string): string | null {
  if (!/^\s*[+＋]/.test(typed)) return null;
  return parsePhoneNumberFromString(typed.trim())?.country ?? null;
}

/** A typed number as it is written from abroad; null while it is none yet. */
export function readTyped(typed: string, country: string | null): string | null {
  const home = country && isSupportedCountry(country) ? { defaultCountry: country } : {};
  const parsed = parsePhoneNumberFromString(typed.trim(), { ...home, extract: false });
  return parsed?.isValid() ? parsed.formatInternational() : null;
}
