import { AppError } from "../errors.ts";

const originLengthMax = 300;
const form = /^[a-z][a-z0-9+.-]*:\/\/[^/?#@\\]*$/i;

/**
 * The Origin header as one way to write it; null where a request has none. A page without an address of its own says
 * `null` as a word, an app's web view may say `file://` or a scheme of its own.
 *
 * @throws AppError `invalid_request` for whatever is no origin
 */
export function readOrigin(header: string | null | undefined): string | null {
  if (header === null || header === undefined) return null;
  const origin = header.length > originLengthMax ? null : asOrigin(header);
  if (origin === null)
    throw new AppError(
      "invalid_request",
      "The Origin header takes the origin of a page, such as https://www.example.com, of at most 300 characters.",
    );
  return origin;
}

function asOrigin(text: string): string | null {
  if (text === "null") return text;
  if (!/^[!-~]+$/.test(text) || !form.test(text)) return null;
  if (!/^https?:/i.test(text)) return text.toLowerCase();
  return URL.parse(text)?.origin ?? null;
}
