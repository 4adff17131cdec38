import type { Beginning } from "./beginnings.ts";

const names = ["think", "thinking", "thought", "reasoning"];
const marks = ["<|channel|>", "<|start|>assistant", "<|end|>", "<|return|>"];
const tag = new RegExp(
  [
    `<\\s*(?<end1>/?)\\s*(?:${names.join("|")})(?:\\s[^<>]*)?>`,
    "\\[\\s*(?<end2>/?)\\s*think\\s*\\]",
    "◁\\s*(?<end3>/?)\\s*think\\s*▷",
    "<\\|channel\\|>\\s*(?<channel>\\w+)[^<]{0,100}<\\|message\\|>",
    "(?<mark><\\|(?:start\\|>assistant|end\\|>|return\\|>))",
  ].join("|"),
  "i",
);
const tagLengthMax = 200;

/**
 * Takes out of a model's text, as it streams, what it thinks aloud: everything between `<think>` and `</think>`, and what
 * follows where the end never comes. Marks of other models (`[THINK]`, `◁think▷`, channels) are known as well. What is nested
 * is taken out whole.
 *
 * Some templates open `<think>` in the prompt, so that the text begins within thoughts and only their end is seen. Of a model
 * that was seen to do so, and of one that has not answered yet, the text is held until that end comes, and is the answer after
 * all where it never does. A model that begins to do so later is noticed too late, and what was shown is called back.
 */
export class ReasoningFilter {
  #pending = "";
  #depth = 0;
  /** Whether a tag of this step has said where thoughts are, or thoughts came apart from the text. */
  #isSure = false;
  #held = "";
  #calledBack = false;
  #beginning: Beginning;

  constructor(beginning: Beginning = "answer") {
    this.#beginning = beginning;
  }

  /** How the model's text begins, as far as is known by now. */
  get beginning(): Beginning {
    return this.#beginning;
  }

  /** Takes the next piece and returns what is no reasoning. */
  push(delta: string): string {
    this.#pending += delta;
    let shown = "";
    for (let found = tag.exec(this.#pending); found; found = tag.exec(this.#pending)) {
      shown += this.#take(found.index);
      this.#pending = this.#pending.slice(found[0].length);
      const { end1, end2, end3, channel, mark } = found.groups!;
      if (mark) continue;
      const isEnd = channel ? channel.toLowerCase() === "final" : (end1 ?? end2 ?? end3) === "/";
      if (isEnd && !this.#isSure && (!channel || this.#held.trim() !== "")) shown = this.#endUnbegun();
      else if (!isEnd) shown += this.#release();
      this.#isSure = true;
      if (channel) this.#depth = isEnd ? 0 : 1;
      else this.#depth = isEnd ? Math.max(0, this.#depth - 1) : this.#depth + 1;
    }
    return shown + this.#take(this.#pending.length - unfinishedLength(this.#pending));
  }

  /** Thoughts came apart from the text: where a step has them there, its text holds none. Returns what was held. */
  thinksApart(): string {
    if (this.#beginning !== "unknown" || this.#isSure) return "";
    this.#isSure = true;
    return this.#release();
  }

  /** Once after each push: whether everything that was returned before it turned out to be thoughts. */
  calledBack(): boolean {
    const was = this.#calledBack;
    this.#calledBack = false;
    return was;
  }

  /**
   * The rest, once a step has ended. What comes after it begins as text again.
   * @param isWhole whether the model came to its end, rather than to a limit or to a search
   */
  end(isWhole: boolean): string {
    let rest = this.#take(this.#pending.length);
    if (isWhole && !this.#isSure && this.#held !== "") {
      rest = this.#release();
      this.#beginning = "answer";
    } else if (isWhole && this.#isSure && this.#beginning === "unknown") {
      this.#beginning = "answer";
    }
    this.#held = "";
    this.#depth = 0;
    this.#isSure = false;
    return rest;
  }

  #endUnbegun(): string {
    this.#calledBack = this.#beginning === "answer";
    this.#beginning = "thoughts";
    this.#held = "";
    return "";
  }

  #release(): string {
    const held = this.#held;
    this.#held = "";
    return held;
  }

  #take(length: number): string {
    const taken = this.#pending.slice(0, length);
    this.#pending = this.#pending.slice(length);
    if (this.#depth > 0) return "";
    if (this.#isSure || this.#beginning === "answer") return taken;
    this.#held += taken;
    return "";
  }
}

/** How much of the end may yet become a tag. */
function unfinishedLength(text: string): number {
  // Whatever still holds one has not come to its end: those that have are taken out before.
  const channel = text.lastIndexOf("<|channel|>");
  if (channel !== -1 && text.length - channel <= tagLengthMax) return text.length - channel;
  const start = Math.max(text.lastIndexOf("<"), text.lastIndexOf("["), text.lastIndexOf("◁"));
  if (start === -1 || text.length - start > tagLengthMax) return 0;
  if (marks.some((mark) => mark.startsWith(text.slice(start)))) return text.length - start;
  const [word = "", ...attributes] = text
    .slice(start + 1)
    .toLowerCase()
    .replace(/^\s*\/?\s*/, "")
    .split(/\s/);
  const mayBecomeOne = attributes.length > 0 ? names.includes(word) : names.some((name) => name.startsWith(word));
  return mayBecomeOne ? text.length - start : 0;
}
