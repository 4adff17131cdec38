import { Unreadable } from "./block.ts";

/**
 * UTF-8, UTF-16 with a byte order mark, else windows-1252, which takes any bytes.
 * @throws Unreadable `wrong_type` for bytes that are no text
 */
export function decodeText(bytes: Uint8Array): string {
  const text = decode(bytes).replace(/\r\n?/g, "\n");
  let odd = 0;
  for (const _ of text.matchAll(/(?![\t\n\f])\p{Cc}/gu)) odd += 1;
  if (text.includes("\0") || odd > text.length / 200) throw new Unreadable("wrong_type");
  return text;
}

function decode(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}
