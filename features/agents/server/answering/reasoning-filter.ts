const names = ["think", "thinking", "thought", "reasoning"];
const tag = new RegExp(`<\\s*(/?)\\s*(?:${names.join("|")})(?:\\s[^<>]*)?>|\\[\\s*(/?)\\s*think\\s*\\]|◁\\s*(/?)\\s*think\\s*▷`, "i");
const tagLengthMax = 200;

/**
 * Takes out of a model's text, as it streams, what it thinks aloud: everything between `<think>` and `</think>`, and what
 * follows where the end never comes. Marks of other models (`[THINK]`, `◁think▷`) are known as well. What is nested is
 * taken out whole, and an end without a beginning is dropped.
 */
export class ReasoningFilter {
  #pending = "";
  #depth = 0;

  /** Takes the next piece and returns what is no reasoning. */
  push(delta: string): string {
    this.#pending += delta;
    let shown = "";
    for (let found = tag.exec(this.#pending); found; found = tag.exec(this.#pending)) {
      shown += this.#take(found.index);
      this.#pending = this.#pending.slice(found[0].length);
      const isEnd = (found[1] ?? found[2] ?? found[3]) === "/";
      this.#depth = isEnd ? Math.max(0, this.#depth - 1) : this.#depth + 1;
    }
    return shown + this.#take(this.#pending.length - unfinishedLength(this.#pending));
  }

  /** The rest, once a step has ended. What comes after it begins as text again. */
  end(): string {
    const rest = this.#take(this.#pending.length);
    this.#depth = 0;
    return rest;
  }

  #take(length: number): string {
    const taken = this.#pending.slice(0, length);
    this.#pending = this.#pending.slice(length);
    return this.#depth === 0 ? taken : "";
  }
}

/** How much of the end may yet become a tag. */
function unfinishedLength(text: string): number {
  const start = Math.max(text.lastIndexOf("<"), text.lastIndexOf("["), text.lastIndexOf("◁"));
  if (start === -1 || text.length - start > tagLengthMax) return 0;
  const [word = "", ...attributes] = text
    .slice(start + 1)
    .toLowerCase()
    .replace(/^\s*\/?\s*/, "")
    .split(/\s/);
  const mayBecomeOne = attributes.length > 0 ? names.includes(word) : names.some((name) => name.startsWith(word));
  return mayBecomeOne ? text.length - start : 0;
}
