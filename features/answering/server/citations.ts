import type { Passage } from "#features/knowledge/contract.ts";
import type { Citation } from "../contract.ts";

export type NumberedPassage = { number: number; passage: Passage };

const textLengthMax = 600;

/**
 * What was retrieved for one answer, and what the answer cites of it. Passages are numbered from 1 in the order in which
 * they were found; citations are numbered again, in the order in which the visitor sees them.
 */
export class Citations {
  readonly list: Citation[] = [];
  readonly #passages: Passage[] = [];
  readonly #keys: string[] = [];
  readonly #cited: Passage[] = [];

  /** Remembers what a search found; a passage that was found before keeps its number. */
  add(found: readonly Passage[]): NumberedPassage[] {
    return found.map((passage) => {
      const known = this.#passages.findIndex(({ chunk_id }) => chunk_id === passage.chunk_id);
      const number = known === -1 ? this.#passages.push(passage) : known + 1;
      return { number, passage };
    });
  }

  /**
   * Checks one citation against what was retrieved.
   *
   * @param quote the words it claims to quote; where they are in another passage that was retrieved, that one is cited
   * @returns the citation's number, or null: no such passage, or no such words
   */
  cite(number: number, quote: string | null): number | null {
    const named = this.#passages[number - 1];
    if (quote !== null && weightOf(quote) < quoteWeightMin) return null;
    if (quote === null) return named ? this.#number(named, shorten(named.text)) : null;
    const candidates = named ? [named, ...this.#passages.filter((passage) => passage !== named)] : this.#passages;
    for (const passage of candidates) {
      const words = findWords(passage.text, quote);
      if (words) return this.#number(passage, words);
    }
    return null;
  }

  /** All that was retrieved: what a passage says and where it is from. */
  get texts(): string[] {
    return this.#passages.flatMap(({ text, url }) => (url === null ? [text] : [text, url]));
  }

  /** Of a text that was no answer after all. What was found stays. */
  forget(): void {
    for (const list of [this.list, this.#keys, this.#cited]) list.length = 0;
  }

  /** Whole passages, for an answer that is not sure: those that it cites, by their numbers, then what was found first. */
  suggestions(max: number): Citation[] {
    const others = this.#passages.filter((passage) => !this.#cited.includes(passage));
    const shown = [...this.#cited, ...others.slice(0, Math.max(0, max - this.#cited.length))];
    return shown.map((passage) => citationOf(passage, passage.text));
  }

  #number(passage: Passage, text: string): number {
    const key = `${passage.chunk_id}\n${text}`;
    const known = this.#keys.indexOf(key);
    if (known !== -1) return known + 1;
    this.list.push(citationOf(passage, text));
    this.#cited.push(passage);
    return this.#keys.push(key);
  }
}

/** What a visitor is shown of a passage of which `text` is quoted. */
export function citationOf({ title, headings, url, source_id }: Passage, text: string, lines?: string): Citation {
  const heading = headings.at(-1);
  return {
    title,
    ...(heading === undefined || heading === title ? {} : { heading }),
    url,
    source_id,
    text,
    ...(lines !== undefined && { lines }),
  };
}

/** Less than a word is in every passage, and says nothing. */
const quoteWeightMin = 4;

function weightOf(quote: string): number {
  const letters = quote.match(/[\p{L}\p{N}]/gu) ?? [];
  return letters.reduce((sum, letter) => sum + (/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]/u.test(letter) ? 2 : 1), 0);
}

/** The words as they are in the text, whatever the white space, case and kind of quotation marks; null: they do not. */
function findWords(text: string, quote: string): string | null {
  const words = quote.trim().split(/\s+/).filter(Boolean);
  if (words.length === 0) return null;
  const pattern = words.map((word) => word.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&").replace(/['’‘"“”]/g, "['’‘\"“”]")).join("\\s+");
  return new RegExp(pattern, "i").exec(text)?.[0] ?? null;
}

function shorten(text: string): string {
  if (text.length <= textLengthMax) return text;
  const space = text.lastIndexOf(" ", textLengthMax);
  // Languages without spaces are cut anywhere.
  return `${text.slice(0, space > textLengthMax / 2 ? space : textLengthMax).toWellFormed()} …`;
}
