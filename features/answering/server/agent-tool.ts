import type { z } from "zod";
import type { Sentence } from "#platform/sentence.ts";

/** Something that an agent can do beside answering. Whom it asks, and with what, is settled before anything that others wrote is read. */
export type AgentTool = {
  name: string;
  /** When a model is to call it. */
  when: string;
  /** All that a model fills in; it is held to that before the tool hears of it. */
  input: z.ZodType<Record<string, unknown>>;
  /** What it does with the conversation, where it asks no server. */
  effect?: ToolEffect;
  /** Where the visitor is asked before it is called: in which words, and where it asks. */
  asksFirst: { question: string; sentTo: string } | null;
  /** @throws ToolRefuses; the signal's reason */
  call(input: Readonly<Record<string, unknown>>, signal: AbortSignal): Promise<ToolAnswer>;
};

/**
 * `origin`: of the addresses in the text, those of this server may be shown; null: none. `isWorded`: its maker wrote the sentence
 * that it is in.
 */
export type ToolAnswer = { text: string; origin: string | null; isWorded: boolean };

/** Asks the team for a person; closes the conversation. Either is done once the answer is stored. */
export type ToolEffect = "hand_over" | "end";

/** What an answer wants to do and asks the visitor about: with which tool, what is sent, and where to. */
export type ToolProposal = { tool: string; input: Record<string, unknown>; question: string; sentTo: string };

/** A tool was not called, or did not answer. The sentence is read by the team, and by the model, which is to say so. */
export class ToolRefuses extends Error {
  /** `refused`: nobody was asked. */
  readonly outcome: "failed" | "refused";
  constructor(outcome: "failed" | "refused", sentence: Sentence | string, options?: { cause?: unknown }) {
    super(String(sentence), options);
    this.name = "ToolRefuses";
    this.outcome = outcome;
  }
}
