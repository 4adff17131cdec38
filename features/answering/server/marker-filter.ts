import { AddressFilter, isAddressIn } from "./address-filter.ts";
import type { Citations } from "./citations.ts";
import { chatMark, declineMark, suggestMark } from "./prompt.ts";

const markerLengthMax = 700;
const plain = /^\[\s*(\d{1,3}(?:\s*,\s*\d{1,3})*)\s*\]/;
const quoted = /^\[\s*(\d{1,3})\s*[:,]?\s*["“”]([^\n]*?)["“”]\s*\]/;
const beginning = /^\[\s*(?:\d[\d\s,]*(?:[:,]?\s*["“”][^\n]*)?)?$/;

const marks = [
  [declineMark, "declined"],
  [suggestMark, "unsure"],
  [chatMark, "chat"],
] as const;

/**
 * Reads a model's text as it streams and lets through what may be shown: `[2 "the words"]` and `[2]` become the number
 * of a checked citation, or nothing; marks of how it answers are taken out and remembered; addresses are those of passages, of the
 * company's own words, and of a tool's own server.
 */
export class MarkerFilter {
  /** What the model said of its answer. */
  readonly said = { declined: false, unsure: false, chat: false };
  readonly #citations: Citations;
  readonly #addresses: AddressFilter;
  #pending = "";

  constructor(citations: Citations, ownWords: readonly string[] = []) {
    this.#citations = citations;
    this.#addresses = new AddressFilter(
      (address) => isAddressIn(address, [...ownWords, ...citations.texts]) || citations.hasOfTool(address),
    );
  }

  /** Takes the next piece and returns what can be shown by now. */
  push(delta: string): string {
    return this.#addresses.push(this.#withoutMarkers(delta));
  }

  #withoutMarkers(delta: string): string {
    this.#pending += delta;
    let shown = "";
    for (;;) {
      const bracket = this.#pending.indexOf("[");
      if (bracket === -1) return shown + this.#take(this.#pending.search(/[ \t]*$/));
      const spaces = this.#pending.slice(0, bracket).search(/[ \t]*$/);
      shown += this.#take(spaces);
      const rest = this.#pending.trimStart();
      const lead = this.#pending.slice(0, this.#pending.length - rest.length);
      const read = this.#read(rest);
      if (read === "unfinished") return shown;
      shown += read.shown === "" ? "" : lead + read.shown;
      this.#pending = rest.slice(read.length);
    }
  }

  /** The rest, once the model has ended. A marker that was never closed is dropped. */
  end(): string {
    const rest = this.#pending;
    this.#pending = "";
    return (this.#addresses.push(/^\s*\[\s*\d/.test(rest) ? "" : rest) + this.#addresses.end()).trimEnd();
  }

  #take(length: number): string {
    const taken = this.#pending.slice(0, length);
    this.#pending = this.#pending.slice(length);
    return taken;
  }

  #read(text: string): { shown: string; length: number } | "unfinished" {
    const start = text.toLowerCase();
    for (const [mark, name] of marks) {
      if (!start.startsWith(mark)) continue;
      this.said[name] = true;
      return { shown: "", length: mark.length };
    }
    const withWords = quoted.exec(text);
    if (withWords) return { shown: this.#cite([Number(withWords[1])], withWords[2] ?? ""), length: withWords[0].length };
    const numbers = plain.exec(text);
    if (numbers) return { shown: this.#cite((numbers[1] ?? "").split(",").map(Number), null), length: numbers[0].length };
    const mayBecomeOne = beginning.test(text) || marks.some(([mark]) => mark.startsWith(start));
    return mayBecomeOne && text.length < markerLengthMax ? "unfinished" : { shown: "[", length: 1 };
  }

  #cite(numbers: number[], quote: string | null): string {
    const cited = numbers.map((number) => this.#citations.cite(number, quote)).filter((number) => number !== null);
    return cited.map((number) => `[${number}]`).join("");
  }
}
