import { analyse } from "chardet";
import { alphabets } from "./alphabets.ts";
import { decodeByPage } from "./code-pages.ts";
import { languageOf } from "./language-of.ts";

/** How plausible the letters beyond ASCII must be, of 1. */
const plausible = 0.55;
/** Enough to tell a page by. */
const sampleBytes = 60_000;

/**
 * The text of a file of any encoding, with `\n` between its lines. UTF-8, UTF-16 and UTF-32 are told by their marks or by
 * the pattern of their bytes; what is left is the many-byte or 8-bit page whose letters are the most plausible, since a
 * page that takes any bytes recognises nothing.
 *
 * @returns null for bytes that are no text, or in an encoding that is not known
 */
export function decodeText(bytes: Uint8Array): string | null {
  const decoded = withoutEndMark(decode(bytes)?.replace(/^\uFEFF/, ""))?.replace(/\r\n?|[\u0085\u2028]/g, "\n");
  if (decoded === undefined) return null;
  const text = withoutTerminal(decoded);
  return text.includes("\0") || hasControls(text) ? null : text.replaceAll(escape, "").replaceAll(back, "");
}

const harmless = new Set("\t\n\r\f\b\u001A\u001B\u0085");

/** More of them than slip into a text. */
function hasControls(text: string): boolean {
  let odd = 0;
  for (const [sign] of text.matchAll(/\p{Cc}/gu)) if (!harmless.has(sign)) odd += 1;
  return odd > text.length / 200;
}

const [escape, bell, back] = ["\u001B", "\u0007", "\b"];
/** Colours, links, and letters that are struck twice to be bold. */
const ofTerminals = new RegExp(
  `${escape}\\[[\\d;?]{0,30}[A-Za-z]|${escape}\\][^${bell}${escape}]{0,2000}(?:${bell}|${escape}\\\\)|[^\\n${back}]${back}`,
  "g",
);

/** Logs and manuals hold what a terminal understands. */
function withoutTerminal(text: string): string {
  return text.includes(escape) || text.includes(back) ? text.replace(ofTerminals, "") : text;
}

/** DOS ended a file with 0x1A. */
function withoutEndMark(text: string | undefined): string | undefined {
  const trimmed = text?.trimEnd();
  return trimmed?.endsWith("\u001A") ? trimmed.slice(0, -1) : text;
}

function decode(bytes: Uint8Array): string | undefined {
  const text = decodeByLooks(bytes);
  return text === undefined || hasControls(text) ? (decodeUnmarked(bytes) ?? text) : text;
}

function decodeByLooks(bytes: Uint8Array): string | undefined {
  const unicode = unicodeOf(bytes);
  if (unicode) {
    const text = unicode.startsWith("utf-32") ? decodeUtf32(bytes, unicode === "utf-32le") : new TextDecoder(unicode).decode(bytes);
    return text.split("\uFFFD").length - 1 > text.length / 20 ? undefined : text;
  }
  if (mostlyUtf8(bytes)) return new TextDecoder("utf-8").decode(bytes);
  if (!bytes.some((byte) => byte > 127)) return new TextDecoder(isIso2022(bytes) ? "iso-2022-jp" : "utf-8").decode(bytes);
  const sample = sampleOf(bytes);
  const guesses = new Map(analyse(sample).map((match) => [match.name as string, match.confidence / 100]));
  const [best] = [...manyByte(sample, guesses), ...singleByte(sample, guesses)].toSorted((one, other) => other.score - one.score);
  return best && best.score >= plausible && !isEbcdic(sample) ? decodeByPage(bytes, best.page) : undefined;
}

/** Of mainframes: its letters are where others have signs, and its space is an `@`. */
function isEbcdic(bytes: Uint8Array): boolean {
  let [spaces, others] = [0, 0];
  for (const byte of bytes) {
    if (byte === 0x40 || byte === 0x25 || byte === 0x15) spaces += 1;
    else if (byte === 0x20 || byte === 0x0a) others += 1;
  }
  return spaces > bytes.length / 20 && others < spaces / 5;
}

/** UTF-16 without a mark, of scripts whose letters have no zeros in it: all of its signs are of such a script, or usual beside it. */
function decodeUnmarked(bytes: Uint8Array): string | undefined {
  if (bytes.length % 2 !== 0 || bytes.length < 16) return undefined;
  const page = ["utf-16le", "utf-16be"].find((name) => isEastAsian(new TextDecoder(name).decode(bytes.subarray(0, sampleBytes))));
  return page && new TextDecoder(page).decode(bytes);
}

function isEastAsian(text: string): boolean {
  const known = text.match(/[\p{sc=Han}\p{sc=Hangul}\p{sc=Thai}\u3000-\u30FF\uFF00-\uFFEF\t\n\r -~]/gu)?.length ?? 0;
  return known >= [...text].length * 0.98 && /[\s\u3000-\u30FF\uFF00-\uFFEF\p{sc=Hangul}\p{sc=Thai}]/u.test(text);
}

/** By the byte order mark, else by where the zeros are: in UTF-16 and UTF-32 most letters have some. */
function unicodeOf(bytes: Uint8Array): string | null {
  const [a, b, c, d] = bytes;
  if (a === 0xff && b === 0xfe && c === 0 && d === 0 && bytes.length % 4 === 0) return "utf-32le";
  if (a === 0 && b === 0 && c === 0xfe && d === 0xff) return "utf-32be";
  if (a === 0xff && b === 0xfe) return "utf-16le";
  if (a === 0xfe && b === 0xff) return "utf-16be";
  const head = bytes.subarray(0, 4_096 - (4_096 % 4));
  const zeros = [0, 0, 0, 0];
  if (!head.includes(0)) return null;
  for (let index = 0; index < head.length; index += 1) if (head[index] === 0) zeros[index % 4]! += 1;
  const [first, second, third, fourth] = zeros.map((count) => count / Math.ceil(head.length / 4)) as [number, number, number, number];
  if (third > 0.9 && fourth > 0.9) return "utf-32le";
  if (first > 0.9 && second > 0.9) return "utf-32be";
  if (second + fourth > 0.15 && first + third < (second + fourth) / 4) return "utf-16le";
  if (first + third > 0.15 && second + fourth < (first + third) / 4) return "utf-16be";
  return null;
}

function decodeUtf32(bytes: Uint8Array, isLittle: boolean): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts: string[] = [];
  for (let at = 0; at + 4 <= bytes.length; at += 4) {
    const point = view.getUint32(at, isLittle);
    parts.push(point <= 0x10ffff ? String.fromCodePoint(point) : "\uFFFD");
  }
  return parts.join("");
}

/** A text that was cut, or holds a few bytes of another encoding, is UTF-8 still: whole sequences hardly come by chance. */
function mostlyUtf8(bytes: Uint8Array): boolean {
  let good = 0;
  let bad = 0;
  for (let at = 0; at < bytes.length;) {
    const byte = bytes[at]!;
    at += 1;
    if (byte < 128) continue;
    const more = byte >= 0xc2 && byte <= 0xdf ? 1 : byte >= 0xe0 && byte <= 0xef ? 2 : byte >= 0xf0 && byte <= 0xf4 ? 3 : 0;
    let seen = 0;
    while (seen < more && (bytes[at + seen] ?? 0) >> 6 === 2) seen += 1;
    if (more > 0 && seen === more) good += 1;
    else bad += 1;
    at += seen;
  }
  return good > 0 && bad <= good / 3;
}

/** Japanese in seven bits, as mails and old systems have it. */
function isIso2022(bytes: Uint8Array): boolean {
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, sampleBytes));
  return head.includes("\u001B$B") || head.includes("\u001B$@");
}

/** The lines that hold anything beyond ASCII, as far as needed. */
function sampleOf(bytes: Uint8Array): Uint8Array {
  if (bytes.length <= sampleBytes) return bytes;
  const parts: Uint8Array[] = [];
  let length = 0;
  for (let from = 0; from < bytes.length && length < sampleBytes;) {
    const end = bytes.indexOf(10, from) + 1 || bytes.length;
    const line = bytes.subarray(from, Math.min(end, from + 2_000));
    if (line.some((byte) => byte > 127)) {
      parts.push(line);
      length += line.length;
    }
    from = end;
  }
  const sample = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    sample.set(part, at);
    at += part.length;
  }
  return sample;
}

type Candidate = { page: string; score: number };

/** Lead bytes of what is common in each: the rest of a page is for rare signs. */
const manyBytePages: Record<string, { page: string; common: readonly [number, number][] }> = {
  Shift_JIS: {
    page: "shift_jis",
    common: [
      [0x81, 0x83],
      [0x88, 0x97],
    ],
  },
  "EUC-JP": {
    page: "euc-jp",
    common: [
      [0xa1, 0xa5],
      [0xb0, 0xcf],
    ],
  },
  GB18030: {
    page: "gb18030",
    common: [
      [0xa1, 0xa3],
      [0xb0, 0xd7],
    ],
  },
  Big5: { page: "big5", common: [[0xa1, 0xc6]] },
  "EUC-KR": {
    page: "euc-kr",
    common: [
      [0xa1, 0xa3],
      [0xb0, 0xc8],
    ],
  },
};

/** `chardet` knows how often signs come in Chinese, Japanese and Korean; whether the bytes are well-formed is looked at here. */
function manyByte(bytes: Uint8Array, guesses: ReadonlyMap<string, number>): Candidate[] {
  return Object.entries(manyBytePages).map(([name, { page, common }]) => {
    const { signs, usual, bad } = countPairs(bytes, page, common);
    const score = signs === 0 ? 0 : (0.9 * usual) / signs + 0.1 * (guesses.get(name) ?? 0) - (4 * bad) / (signs + bad);
    return { page, score };
  });
}

const isSmall = (byte: number | undefined) => byte !== undefined && byte >= 0x61 && byte <= 0x7a;
const isKana = (page: string, lead: number) =>
  (page === "shift_jis" && (lead === 0x82 || lead === 0x83)) || (page === "euc-jp" && (lead === 0xa4 || lead === 0xa5));

function countPairs(bytes: Uint8Array, page: string, common: readonly [number, number][]) {
  let [signs, usual, bad] = [0, 0, 0];
  for (let at = 0; at < bytes.length; at += 1) {
    const lead = bytes[at]!;
    if (lead < 128) continue;
    // Half-width kana are one byte.
    if (page === "shift_jis" && lead >= 0xa1 && lead <= 0xdf) {
      signs += 1;
      usual += 0.6;
      continue;
    }
    const trail = bytes[at + 1] ?? 0;
    // Signs of East Asia are not in the midst of Latin words.
    const isInWord = isSmall(bytes[at - 1]) || isSmall(bytes[at + 2]);
    signs += 1;
    at += 1;
    // Rare signs of Chinese are of four bytes.
    if (page === "gb18030" && trail >= 0x30 && trail <= 0x39 && bytes[at + 1]! > 0x80 && bytes[at + 2]! >= 0x30 && bytes[at + 2]! <= 0x39) {
      at += 2;
      usual += 0.4;
      continue;
    }
    // Korean has its rare syllables where EUC has none.
    const trails = page === "euc-jp" ? trail >= 0xa1 : trail >= (page === "euc-kr" ? 0x41 : 0x40) && trail !== 0x7f;
    if (!trails && at < bytes.length) bad += 1;
    else if (common.some(([from, to]) => lead >= from && lead <= to) && (/^(?:shift_jis|big5)$/.test(page) || trail >= 0xa1))
      usual += isInWord ? 0.4 : isKana(page, lead) ? 1.15 : page === "euc-kr" ? 1.02 : 1;
    // Traditional signs are among the rare ones of GB18030.
    else if ((page === "gb18030" || page === "euc-kr") && !isInWord) usual += 0.4;
  }
  try {
    // Of Korean, what this page does not hold was looked at above.
    if (page !== "euc-kr") new TextDecoder(page, { fatal: true }).decode(bytes, { stream: true });
  } catch {
    bad += 1;
  }
  return { signs, usual, bad };
}

/** Each 8-bit page by the language that explains its letters best. */
function singleByte(bytes: Uint8Array, guesses: ReadonlyMap<string, number>): Candidate[] {
  const texts = new Map<string, string>();
  const words = new TextDecoder("latin1").decode(bytes).match(/(?<![\P{ASCII}A-Za-z])[A-Za-z]+(?![\P{ASCII}A-Za-z])/gu) ?? [];
  const likely = languageOf(words.join(" "));
  return alphabets.flatMap(({ language, letters, rare = "", pages }, place) => {
    const common = new Set(letters);
    const known = new Set([...letters, ...rare]);
    return pages.map((page, index) => {
      const text = texts.get(page) ?? decodeByPage(bytes, page);
      texts.set(page, text);
      const told = language !== undefined && language === likely ? 0.03 : 0;
      const doubt = seldom.has(page) ? (page === "cp775" ? 0.12 : 0.05) : 0;
      return {
        page,
        score: told - doubt + scoreOf(text, common, known) - place / 2_000 - index / 400 + 0.02 * (guesses.get(guessed[page] ?? "") ?? 0),
      };
    });
  });
}

/** Pages that only what has no other explanation is of; most of all the one whose letters are where others have quotation marks. */
const seldom = new Set(
  "cp737 cp775 cp855 cp857 cp860 cp861 cp862 cp1125 x-mac-ce x-mac-greek x-mac-turkish x-mac-icelandic x-mac-romanian x-mac-croatian".split(
    " ",
  ),
);

/** What `chardet` calls the pages whose languages it knows by their letters in threes. */
const guessed: Record<string, string> = {
  "windows-1252": "ISO-8859-1",
  "windows-1250": "ISO-8859-2",
  "iso-8859-2": "ISO-8859-2",
  "windows-1251": "windows-1251",
  "koi8-r": "KOI8-R",
  "iso-8859-5": "ISO-8859-5",
  "windows-1253": "ISO-8859-7",
  "windows-1254": "ISO-8859-9",
  "windows-1255": "ISO-8859-8",
  "windows-1256": "windows-1256",
};

const punctuation = new Set("“”„‚‘’–—…•€°§©®™«»‹›№·×½¼¾²³µ¿¡\u00a0¨´£¥±÷\u200c\u200d\u200e\u200f");

/** The mean over all signs beyond ASCII; less than 0 for a sign that no text has there. */
function scoreOf(text: string, common: ReadonlySet<string>, known: ReadonlySet<string>): number {
  let [sum, count, before] = [0, 0, ""];
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at]!;
    if (sign > "\x7f") {
      const after = text[at + 1] ?? "";
      count += 1;
      sum += signScore(sign, before, after, common, known);
    }
    before = sign;
  }
  return count === 0 ? 0 : sum / count;
}

function signScore(sign: string, before: string, after: string, common: ReadonlySet<string>, known: ReadonlySet<string>): number {
  if (punctuation.has(sign)) return punctuationScore(sign, isLetter(before) && isLetter(after), isLetter(before) || isLetter(after));
  if (!isLetter(sign)) return /[\u0080-\u009f\uFFFD]/.test(sign) ? -3 : -0.5;
  const small = known.has(sign) ? sign : sign.toLowerCase();
  if (!known.has(small)) return -0.3;
  // A capital all alone.
  if (sign !== sign.toLowerCase() && !isLetter(before) && !isLetter(after)) return 0.5;
  if (sign === sign.toLowerCase() && /[A-Z]/.test(after)) return -1;
  // A capital after a small letter, and a mark that has no letter below it.
  if (sign !== small && isLetter(before) && before === before.toLowerCase()) return -1;
  if (/\p{M}/u.test(sign) && !isLetter(before)) return -1;
  // Hebrew ends words with letters of their own.
  if (/[ךםןףץ]/.test(sign) && isLetter(after)) return -1;
  // Greek has an s for the ends of words alone.
  if (sign === "ς" && isLetter(after)) return -1;
  // Letters of one word are of one script.
  if (!/[\p{sc=Latin}\p{M}]/u.test(sign) && /[a-z]/i.test(before + after)) return -0.5;
  return common.has(small) ? 1 : 0.87;
}

/** Marks of typography are as usual as letters, but not all of them within a word. */
function punctuationScore(sign: string, isBetween: boolean, isBeside: boolean): number {
  if (isBetween && !/[–—·…’\u00a0]/.test(sign)) return -1;
  if (/[–—’…€\u00a0]/.test(sign)) return 0.97;
  return isBeside && !/[“”„‘«»¿¡]/.test(sign) ? 0.4 : 0.85;
}

function isLetter(sign: string): boolean {
  return /[\p{L}\p{M}]/u.test(sign);
}
