const beginning = /(?<![\p{L}\p{N}])https?:\/\/|\/\//iu;
/** What may become the beginning of an address with the next piece. */
const mayBegin = /(?<![\p{L}\p{N}])(?:h|ht|htt|https?|https?:|https?:\/)$|\/$/iu;
const sentenceEnd = /[.,;:!?)\]}'’”"*`>]+$/;
/** Behind an address, in the same word, and no part of a longer address: `)[1].` */
const harmless = /^[^@/\\.]*\.?$/;
const lengthMax = 2_000;
/** What stands where an address was left out. */
const leftOut = "…";

/**
 * Reads a model's text as it streams and leaves out each address that nobody gave it: a text that it read could have told it to
 * write one that carries the conversation to another host.
 */
export class AddressFilter {
  readonly #isGiven: (address: string) => boolean;
  #pending = "";

  constructor(isGiven: (address: string) => boolean) {
    this.#isGiven = isGiven;
  }

  /** Takes the next piece and returns what can be shown by now. */
  push(delta: string): string {
    this.#pending += delta;
    let shown = "";
    for (;;) {
      const begins = this.#pending.search(beginning);
      if (begins === -1) {
        const held = this.#pending.search(mayBegin);
        return shown + this.#take(held === -1 ? this.#pending.length : held);
      }
      shown += this.#take(begins);
      const length = this.#pending.search(/\s/);
      if (length === -1 && this.#pending.length <= lengthMax) return shown;
      shown += this.#checked(this.#take(length === -1 ? this.#pending.length : length));
    }
  }

  /** The rest, once the model has ended. */
  end(): string {
    const rest = this.#take(this.#pending.length);
    const begins = rest.search(beginning);
    return begins === -1 ? rest : rest.slice(0, begins) + this.#checked(rest.slice(begins));
  }

  #take(length: number): string {
    const taken = this.#pending.slice(0, length);
    this.#pending = this.#pending.slice(length);
    return taken;
  }

  #checked(word: string): string {
    const whole = word.replace(sentenceEnd, "");
    if (!/[:.]/.test(whole) || this.#isGiven(whole)) return word;
    const [head = ""] = /^[^)\]"<>*`]*/.exec(word) ?? [];
    const rest = word.slice(head.length);
    if (harmless.test(rest) && this.#isGiven(head.replace(sentenceEnd, ""))) return word;
    return leftOut + (/[).,;:!?]+$/.exec(word)?.[0] ?? "");
  }
}

/** Whether one of the texts has the address, and not only a longer one that begins so. */
export function isAddressIn(address: string, texts: Iterable<string>): boolean {
  const sought = address.toLowerCase().replace(/\/$/, "");
  for (const text of texts) {
    const lower = text.toLowerCase();
    for (let at = lower.indexOf(sought); at !== -1; at = lower.indexOf(sought, at + 1)) {
      if (!/^(?:[\p{L}\p{N}_@-]|[.:][\p{L}\p{N}])/u.test(lower.slice(at + sought.length, at + sought.length + 3))) return true;
    }
  }
  return false;
}
