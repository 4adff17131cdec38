import type { ToolCall } from "../contract.ts";
import { ToolRefuses, type AgentTool, type ToolAnswer, type ToolEffect, type ToolProposal } from "./agent-tool.ts";
import { asStorable } from "./clean-text.ts";

/** Of one answer. */
const callsMax = 8;
/** With the same input. */
const repeatsMax = 2;
/** Of all calls together. */
const secondsMax = 30;
/** Calls that are refused for one of these, after which the model is asked to answer without more of them. */
const excessMax = 2;

const readLengthMax = 8_000;
const keptLengthMax = 300;

/** What a model is told of a call: what the tool answered, why it did not, or that the visitor is asked first. */
export type Told = { answer: ToolAnswer } | { refusal: string } | { asked: string } | { done: string };

const doneSentences: Record<ToolEffect, string> = {
  hand_over: "The team is asked for a person, who will write here. Say so in one sentence.",
  end: "The conversation is closed behind your answer. Say goodbye in one sentence.",
};
const askedSentence = "It is not done yet: the visitor is shown what would be sent, below your answer, and confirms it there or does not.";

/**
 * The calls of tools in one answer, each held to what its maker declared, and all of them together to what an answer may take, so
 * that a model that goes round in circles comes to an end.
 */
export class ToolCalls {
  readonly #signal: AbortSignal;
  readonly #untaken: ToolCall[] = [];
  readonly #seen = new Map<string, number>();
  #proposal: ToolProposal | null = null;
  readonly effects = new Set<ToolEffect>();
  #count = 0;
  #excess = 0;
  #spentMs = 0;

  /** @param signal aborts when nobody waits for the answer any more */
  constructor(signal: AbortSignal) {
    this.#signal = signal;
  }

  /** Those that ended since it was asked last. */
  take(): ToolCall[] {
    return this.#untaken.splice(0);
  }

  /** What the visitor is to be asked. */
  get proposal(): ToolProposal | null {
    return this.#proposal;
  }

  get areMade(): boolean {
    return this.#count > 0;
  }

  /** Whether there have been enough of them. */
  get isSpent(): boolean {
    return this.#excess >= excessMax || this.#count >= callsMax || this.#left <= 0;
  }

  async call(tool: AgentTool, input: unknown): Promise<Told> {
    const begunAt = performance.now();
    const note = (outcome: ToolCall["outcome"], said: string) => {
      const ms = Math.round(performance.now() - begunAt);
      if (outcome === "answered" || outcome === "failed") this.#spentMs += ms;
      this.#untaken.push({ tool: tool.name, outcome, input: shorten(jsonOf(input)), said: shorten(said), ms });
    };
    try {
      this.#admit(tool, input);
      const read = tool.input.safeParse(input ?? {});
      if (!read.success) throw new ToolRefuses("refused", whatIsWrong(read.error));
      if (tool.effect) {
        this.effects.add(tool.effect);
        note("answered", "");
        return { done: doneSentences[tool.effect] };
      }
      if (tool.asksFirst) {
        if (this.#proposal) throw this.#refuse("The visitor is asked about one thing at a time.");
        this.#proposal = { tool: tool.name, input: read.data, ...tool.asksFirst };
        note("asked", "");
        return { asked: askedSentence };
      }
      const late = AbortSignal.timeout(Math.max(1, this.#left));
      const answer = await inTime(tool.call(read.data, AbortSignal.any([this.#signal, late])), this.#signal, late);
      const text = shorten(asStorable(answer.text), readLengthMax);
      note("answered", text);
      return { answer: { ...answer, text } };
    } catch (error) {
      this.#signal.throwIfAborted();
      const refusal = error instanceof ToolRefuses ? error : new ToolRefuses("failed", "The tool could not be called.", { cause: error });
      note(refusal.outcome, refusal.message);
      return { refusal: refusal.message };
    }
  }

  get #left(): number {
    return secondsMax * 1_000 - this.#spentMs;
  }

  #admit(tool: AgentTool, input: unknown): void {
    const key = `${tool.name} ${jsonOf(input)}`;
    const times = (this.#seen.get(key) ?? 0) + 1;
    this.#seen.set(key, times);
    if (times > repeatsMax) throw this.#refuse(`It was called ${repeatsMax} times with the same input already.`);
    if (this.#count >= callsMax) throw this.#refuse(`An answer calls tools ${callsMax} times at most.`);
    if (this.#left <= 0) throw this.#refuse(`An answer waits ${secondsMax} seconds for tools at most.`);
    this.#count += 1;
  }

  #refuse(sentence: string): ToolRefuses {
    this.#excess += 1;
    return new ToolRefuses("refused", sentence);
  }
}

/** A tool that hears of no signal is not waited for either. */
async function inTime<T>(called: Promise<T>, left: AbortSignal, late: AbortSignal): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  promise.catch(() => {});
  called.catch(() => {});
  left.addEventListener("abort", () => reject(left.reason as Error), { once: true });
  late.addEventListener("abort", () => reject(new ToolRefuses("failed", "It took longer than an answer can wait.")), { once: true });
  return Promise.race([called, promise]);
}

function whatIsWrong({ issues }: { issues: readonly { path: readonly PropertyKey[]; message: string }[] }): string {
  const [issue] = issues;
  const at = issue?.path.map(String).join(".");
  return `The input is not what it takes${at ? `, at “${at}”` : ""}: ${issue?.message ?? "it is none"}`;
}

function jsonOf(input: unknown): string {
  try {
    return asStorable(JSON.stringify(input) ?? "");
  } catch {
    return "";
  }
}

function shorten(text: string, lengthMax = keptLengthMax): string {
  return text.length <= lengthMax ? text : `${text.slice(0, lengthMax)}…`.toWellFormed();
}
