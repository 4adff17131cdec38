/**
 * Makes a text that streams storable: without NUL, which PostgreSQL does not take, and with well-formed characters. One of
 * two halves may come in the next piece.
 */
export class CleanText {
  #half = "";

  push(delta: string): string {
    const text = this.#half + delta;
    this.#half = /[\uD800-\uDBFF]$/.exec(text)?.[0] ?? "";
    return asStorable(text.slice(0, text.length - this.#half.length));
  }

  /** What is left of the last character, once the text has ended. */
  end(): string {
    const rest = this.#half.toWellFormed();
    this.#half = "";
    return rest;
  }
}

export const asStorable = (text: string) => text.replaceAll("\0", "").toWellFormed();
