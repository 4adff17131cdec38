import { Email } from "#features/identity/contract.ts";
import { t } from "../messages.ts";

/**
 * An address as it will be sent, or what was written instead of one and what is wrong with it. `refused`: why the server
 * took it not, when it was sent.
 */
export type Address = { text: string; error: string | null; refused?: string };

/**
 * Reads addresses as people write and paste them: after commas, semicolons, spaces, tabs or on lines of their own, bare,
 * as `Name <a@b>`, `"Name, First" <a@b>` or `mailto:` links. What holds no address comes out as a wrong one, so that
 * nothing is lost unseen. In the order of the text, each as often as it is there.
 */
export function parseAddresses(text: string): Address[] {
  return segmentsOf(withoutLinks(text.replace(invisible, ""))).flatMap((segment) =>
    withNames(piecesOf(segment)).flatMap(candidatesOf).filter(Boolean).map(checkAddress),
  );
}

/** Checks one address, however it is written; in lower case and without what stands around it. */
export function checkAddress(text: string): Address {
  if (text.length > lengthMax) return { text, error: t("parseAddresses.tooLong") };
  const bare = text.replace(/^[\s'"`<([{«“‘„]+|[\s'"`>)\]}»”’.,;:]+$/g, "") || text.trim();
  const read = Email.safeParse(bare);
  return read.success ? { text: read.data, error: null } : { text: bare, error: whatIsWrong(bare) };
}

/** Longer than any address with what may stand around it; beyond it nobody looks closer. */
const lengthMax = 400;

/** Zero-width characters and soft hyphens, which pages and mail programs put into addresses. */
const invisible = /[\u00AD\u200B-\u200F\u2060\uFEFF]/g;

/** `mailto:a@b,c@d?subject=…` is `a@b,c@d`. */
function withoutLinks(text: string): string {
  return text.replace(/mailto:((?:(?!mailto:)[^\s<>"?])*)(?:\?[^\s<>",;]*)?/gi, (_, addresses: string) => decoded(addresses));
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** What certainly does not belong together: lines, cells, and what a semicolon parts. */
function segmentsOf(text: string): string[] {
  return text.split(/[\r\n\t\u2028\u2029]+/).flatMap((line) => splitOutside(line, ";"));
}

const piecesOf = (segment: string) => splitOutside(segment, ",");

/** Splits where a character stands outside quotes and angle brackets; a quote that nobody closes counts as none. */
function splitOutside(text: string, separator: string): string[] {
  const parts = [];
  let part = "";
  for (const token of text.match(/"(?:[^"\\]|\\.)*"|<[^<>]*>|[^]/g) ?? []) {
    if (token === separator) {
      parts.push(part);
      part = "";
    } else part += token;
  }
  return [...parts, part];
}

/** `Doe, Jane <jane@…>` without quotes: a piece that can be no address is the beginning of the name after it. */
function withNames(pieces: readonly string[]): string[] {
  return pieces.filter((piece, index) => !(isName(piece) && /^[^<@]*\p{L}[^<@]*<[^<>]+>/u.test(pieces[index + 1] ?? "")));
}

const isName = (piece: string) => /\p{L}/u.test(piece) && !/[@<>]|\w\.\w/.test(piece);

/** The addresses of a piece: those in angle brackets, else the words that look like one, else all of it. */
function candidatesOf(piece: string): string[] {
  const bracketed = [...piece.matchAll(/<([^<>]*)>/g)].map(([, inside = ""]) => inside.trim());
  if (bracketed.some(Boolean)) return bracketed;
  const bare = piece.replace(/\([^()@]*\)/g, " ").trim();
  const all = bare.split(/\s+/);
  const words = all.some(hasAt) ? all.filter((word) => hasAt(word) || /\w\w\.\w\w/.test(word)) : [];
  // `ann @ example.com` is one that was spaced out, not three.
  return words.length === 0 || words.some((word) => word.startsWith("@") || word.endsWith("@")) ? [bare] : words;
}

const hasAt = (word: string) => word.includes("@");

function whatIsWrong(text: string): string {
  const [local = "", domain, ...more] = text.split("@");
  if (domain === undefined) return t("parseAddresses.noAt");
  if (more.length > 0) return t("parseAddresses.twoAts");
  if (local === "") return t("parseAddresses.noLocalPart");
  if (domain === "") return t("parseAddresses.noDomain");
  if (/\s/.test(text)) return t("parseAddresses.space");
  if (text.includes("..")) return t("parseAddresses.twoDots");
  const strange = /[^\w.+'-]/u.exec(local)?.[0] ?? /[^\p{L}\p{M}\p{N}.-]/u.exec(domain)?.[0];
  if (strange) return t("parseAddresses.character", { strange });
  if (!domain.includes(".")) return t("parseAddresses.noEnding");
  return t("parseAddresses.incomplete");
}
