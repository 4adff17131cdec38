import { decodeByLabel } from "#platform/text/code-pages.ts";
import type { ParsedFile } from "./block.ts";
import { countedHtml } from "./counts/html.ts";
import { htmlToBlocks } from "./html-to-blocks.ts";

/** A page that was saved, with all that it shows; its title names it. */
export function parseHtml(text: string): ParsedFile {
  return { ...htmlToBlocks(text), counted: countedHtml(text) };
}

/**
 * HTML as text: in the encoding that it names, where its bytes are of that.
 *
 * @param decode recognises what names none
 */
export function decodeHtml(bytes: Uint8Array, decode: (bytes: Uint8Array) => string | null): string | null {
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, 1_024));
  const said = /<meta[^>]+charset\s*=\s*["']?([\w-]+)/i.exec(head)?.[1] ?? /^\s*<\?xml[^>]+encoding=["']([\w-]+)/i.exec(head)?.[1];
  const hasMark = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  if (said && !hasMark) {
    try {
      return decodeByLabel(bytes, said, { fatal: true });
    } catch {
      // It is not what it says, or of no encoding that is known.
    }
  }
  return decode(bytes);
}
