import { decodeByLabel } from "#platform/text/code-pages.ts";
import { decodeText } from "#platform/text/decode-text.ts";
import { Unreadable } from "./block.ts";

/** Where a page may say how it is encoded. */
const headBytes = 4_096;

/**
 * A page as text: as its byte order mark says, or as UTF-8 where it is that, which no other encoding comes to by chance; else as the
 * header says that came with it, else the page itself, where it can be so; else as it seems to be.
 * @throws Unreadable `unknown_encoding`
 */
export function decodePage(bytes: Uint8Array, contentType: string): string {
  if (hasMark(bytes)) return guess(bytes);
  const utf8 = asUtf8(bytes);
  if (utf8 !== null) return utf8;
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, headBytes));
  const said = [contentType, ...head.matchAll(/<meta\s[^>]*>|<\?xml\s[^>]*>/gi)].map((words) => charsetIn(String(words)));
  for (const label of said) {
    const text = label ? decodeAs(bytes, label) : null;
    if (text !== null && !isMostlyBroken(text)) return text;
  }
  return guess(bytes);
}

/** Null for what is no whole UTF-8, or holds nothing that other encodings would write otherwise. */
function asUtf8(bytes: Uint8Array): string | null {
  if (!bytes.some((byte) => byte > 127)) return null;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Of the signs beyond ASCII most are none: servers say UTF-8 of whatever they send. */
function isMostlyBroken(text: string): boolean {
  let [broken, others] = [0, 0];
  for (const [sign] of text.matchAll(/\P{ASCII}/gu)) {
    if (sign === "\uFFFD") broken += 1;
    else others += 1;
  }
  return broken > others / 3;
}

function guess(bytes: Uint8Array): string {
  const text = decodeText(bytes);
  if (text === null) throw new Unreadable("unknown_encoding");
  return text;
}

function charsetIn(words: string): string | null {
  return /(?:charset|encoding)\s*=\s*["']?\s*([\w:.-]+)/i.exec(words)?.[1] ?? null;
}

/** A page that was read as latin letters to find its own word for it cannot be UTF-16. */
function decodeAs(bytes: Uint8Array, label: string): string | null {
  try {
    return decodeByLabel(bytes, /^utf-?16/i.test(label) ? "utf-8" : label);
  } catch {
    return null;
  }
}

function hasMark([first, second, third]: Uint8Array): boolean {
  return (
    (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff) || (first === 0xef && second === 0xbb && third === 0xbf)
  );
}
