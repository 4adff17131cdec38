import { isSupportedCountry, parsePhoneNumberFromString, type CountryCode } from "libphonenumber-js/max";
import { invalid } from "#platform/errors.ts";
import { say } from "#platform/sentence.ts";

// `max`: the numbering plan of every country, so that a number which no country gave out is refused, and what texts
// to it would cost is known. `min` knows lengths alone.

/** The plus sign and fifteen digits. */
const e164LengthMax = 16;

/**
 * A number as somebody typed it, as E.164 and the country it belongs to.
 *
 * @param country ISO 3166 alpha-2: how a number without a leading + is read
 * @throws AppError 422 with a sentence at `number` or `country`
 */
export function readNumber(typed: string, country: string | null): { number: string; country: string | null } {
  const isInternational = /^[+＋]/.test(typed);
  if (!isInternational && country === null) {
    throw invalid({ number: "Begin with + and the country code, such as +49 30 123456, or name the country." });
  }
  if (country !== null && !isSupportedCountry(country)) {
    throw invalid({ country: "No country with phone numbers has this code. Enter two letters of ISO 3166, such as DE." });
  }
  const parsed = parsePhoneNumberFromString(typed, { ...(country ? { defaultCountry: country as CountryCode } : {}), extract: false });
  if (!parsed) throw invalid({ number: "This is not a phone number. Enter its digits, such as +49 30 123456." });
  if (parsed.ext) throw invalid({ number: "Enter the number without its extension." });
  // Some countries give out numbers that are longer than E.164 and nobody abroad can dial.
  if (!parsed.isValid() || parsed.number.length > e164LengthMax) {
    throw invalid({
      number: parsed.country
        ? say`There is no such number in ${countryNames.of(parsed.country) ?? parsed.country}. Check its digits.`
        : "There is no such number. Check its digits.",
    });
  }
  return { number: parsed.number, country: parsed.country ?? null };
}

/** A stored number as it is written within its country, and from abroad. */
export function formatNumber(number: string): { national: string; international: string } {
  const parsed = parsePhoneNumberFromString(number);
  const international = parsed?.formatInternational() ?? number;
  return { national: parsed?.country ? parsed.formatNational() : international, international };
}

/** Whether a text to this number costs the receiver's price instead of a text's. */
export function isCharged(number: string): boolean {
  const type = parsePhoneNumberFromString(number)?.getType();
  return type === "PREMIUM_RATE" || type === "SHARED_COST";
}

/** Whether a text can arrive at this number. Where a country does not tell mobile numbers from others, it may. */
export function receivesSms(number: string): boolean {
  const type = parsePhoneNumberFromString(number)?.getType();
  return type === undefined || !withoutSms.has(type);
}

const withoutSms: ReadonlySet<string> = new Set(["FIXED_LINE", "PREMIUM_RATE", "SHARED_COST", "UAN", "VOICEMAIL"]);

const countryNames = new Intl.DisplayNames("en", { type: "region" });
