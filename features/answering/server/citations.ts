import type { Passage } from "#features/knowledge/contract.ts";
import type { Citation } from "../contract.ts";
import type { ToolAnswer } from "./agent-tool.ts";
import { isOwnAddress } from "./own-addresses.ts";

export type NumberedPassage = { number: number; passage: Passage };

const textLengthMax = 600;

/**
 * What was retrieved and what tools said for one answer, and what the answer cites of it. Both are numbered from 1 in the order in which
 * they were found; citations are numbered again, in the order in which the visitor sees them.
 */
export class Citations {
  readonly list: Citation[] = [];
  /** Passages, and what tools answered, in the order in which they came: a number is a place in it. */
  readonly #given: (Passage | ToolAnswer)[] = [];
  #restsOnTool = false;
  readonly #keys: string[] = [];
  readonly #cited: Passage[] = [];

  /** Remembers what a search found; a passage that was found before keeps its number. */
  add(found: readonly Passage[]): NumberedPassage[] {
    return found.map((passage) => {
      const known = this.#given.findIndex((one) => "chunk_id" in one && one.chunk_id === passage.chunk_id);
      const number = known === -1 ? this.#given.push(passage) : known + 1;
      return { number, passage };
    });
  }

  /** Remembers what a tool answered. It is quoted as passages are, and no source that a visitor could look at. @returns its number */
  addAnswer(answer: ToolAnswer): number {
    return this.#given.push(answer);
  }

  /** Whether words of a tool's answer were quoted. */
  get restsOnTool(): boolean {
    return this.#restsOnTool;
  }

  /** Whether a tool gave this address, and it leads to where the tool itself asks. */
  hasOfTool(address: string): boolean {
    return this.#given.some((one) => "origin" in one && isOwnAddress(address, one));
  }

  /**
   * Checks one citation against what was retrieved.
   *
   * @param quote the words it claims to quote; where they are in another passage that was retrieved, that one is cited
   * @returns the citation's number, or null: no such passage, no such words, or words of a tool's answer
   */
  cite(number: number, quote: string | null): number | null {
    const named = this.#given[number - 1];
    if (quote === null) return named && isPassage(named) ? this.#number(named, shorten(named.text)) : null;
    // What tools answer can be as short as a number.
    if (weightOf(quote) < (named && !isPassage(named) ? 1 : quoteWeightMin)) return null;
    const candidates = named ? [named, ...this.#given.filter((one) => one !== named)] : this.#given;
    for (const one of candidates) {
      const words = findWords(one.text, quote);
      if (!words) continue;
      if (isPassage(one)) return this.#number(one, words);
      this.#restsOnTool = true;
      return null;
    }
    return null;
  }

  /** All that was retrieved: what a passage says and where it is from. */
  get texts(): string[] {
    return this.#given.filter(isPassage).flatMap(({ text, url }) => (url === null ? [text] : [text, url]));
  }

  /** Of a text that was no answer after all. What was found stays. */
  forget(): void {
    for (const list of [this.list, this.#keys, this.#cited]) list.length = 0;
    this.#restsOnTool = false;
  }

  /** Whole passages, for an answer that is not sure: those that it cites, by their numbers, then what was found first. */
  suggestions(max: number): Citation[] {
    const others = this.#given.filter(isPassage).filter((passage) => !this.#cited.includes(passage));
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

const isPassage = (one: Passage | ToolAnswer): one is Passage => "chunk_id" in one;

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
