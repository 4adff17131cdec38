import type { Citation, GivenOutcome, ToolCall, Why } from "../contract.ts";
import type { RankedPassage } from "#features/knowledge/server/search-passages.ts";
import type { Logger } from "#platform/log.ts";
import type { ModelsOfOrganization, NamesModels } from "#features/models/server/models-for.ts";
import type { AgentTool, ToolProposal } from "./agent-tool.ts";
import type { ModelFailure } from "#platform/models/with-fallback.ts";

/** What is asked of an agent, and what it needs to answer. */
export type Question = {
  text: string;
  /** Earlier turns of the conversation, oldest first. */
  history: readonly { role: "visitor" | "agent"; text: string }[];
  agent: AskedAgent;
};

/** What an answer needs of the agent that gives it. */
export type AskedAgent = NamesModels & {
  name: string;
  instructions: string;
  temperature: number | null;
  /** How a model is to write; a key of the prompt's. */
  tone?: "neutral" | "friendly" | "formal" | "brief";
  /** As ISO 639 codes: it speaks the first of them to a question in another. Empty: that of the question. */
  languages?: readonly string[];
  /** Said where it has no answer, in place of titles of documents. */
  helps_with?: string;
  /** What the visitor said that they are called, where the instructions ask for it. */
  visitorName?: string | null;
};

/** Whether a person of the team can be asked to answer: not here, yes, or they are asked already. */
export type PersonReach = "none" | "offered" | "coming";

export type AnswererTools = {
  /** The best passages of the agent's project, best first. */
  search(query: string, limit: number): Promise<RankedPassage[]>;
  /** What a model can call beside the search; left out: nothing. */
  calls?: readonly AgentTool[];
  /** What is true of the installation; without it an answer speaks of neither. */
  place?: {
    /** What documents of the project are called, some of them. */
    titles(limit: number): Promise<string[]>;
    /** In which languages they are, as ISO 639 codes, the most frequent first. */
    languages(): Promise<string[]>;
    /** The number that visitors can call, as it is read. */
    contact(): Promise<string | null>;
    /** Whether the visitor can ask for a person here, or has done so. */
    person: PersonReach;
  };
  /** Aborts when the visitor has gone. */
  signal: AbortSignal;
};

/** Which model; `provider_id` null: the installation's. */
export type UsedModel = { name: string; provider_id: string | null };

/** An answer in pieces: any number of texts, at most one list of citations, what models were paid for, then the end. */
export type AnswerPiece =
  | { type: "text"; delta: string }
  /** A sign of life of a model that says nothing that a visitor may read. */
  | { type: "thinking" }
  /** All text before it was no answer: what was sent cannot be unsent, but it is not kept. */
  | { type: "called_back" }
  /** The visitor wishes for a person: the caller asks the team. */
  | { type: "asks_person" }
  /** The agent ends the conversation with this answer. */
  | { type: "ends" }
  | { type: "citations"; data: Citation[] }
  /** A tool was called, or was refused to be. */
  | { type: "called"; call: ToolCall }
  /** The visitor is asked before a tool is called; at most once. */
  | { type: "proposes"; proposal: ToolProposal }
  /** A tool is being called, which takes as long as the tool does. */
  | { type: "calling" }
  /** On what the answer was decided; the last one counts. Shown to those who try a question, never to visitors. */
  | { type: "why"; why: Why }
  /** Tokens of one step of a model; comes as soon as they are known, so that they count whatever becomes of the answer. */
  | { type: "usage"; model: UsedModel; input_tokens: number; output_tokens: number }
  /** A model did not do what it was asked; another may have answered in its place. */
  | { type: "model_failed"; failure: ModelFailure }
  | { type: "end"; outcome: GivenOutcome };

/**
 * Answers one question, built in or by a model. Whatever fails is thrown as an AppError with a sentence for the
 * visitor; the caller stores and streams.
 */
export type Answerer = (question: Question, tools: AnswererTools) => AsyncIterable<AnswerPiece>;

/** One way of answering: built in, by a model. */
export type AnswererKind = {
  name: string;
  /** Whether its answers cost tokens, so that these are reserved before it begins. */
  costsTokens: boolean;
  /** The answerer of an agent; null where this is not how that agent answers. */
  answererOf(agent: Question["agent"], machine: { models: ModelsOfOrganization; log: Logger }): Answerer | null;
};
