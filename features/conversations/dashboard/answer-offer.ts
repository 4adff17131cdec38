import { createContext, type ComponentType } from "react";
import type { Citation, GivenOutcome } from "#features/answering/contract.ts";

/** What features below this one offer for an answer of a conversation. */
export const AnswerOffer = createContext<ComponentType<{
  question: string;
  answer: { outcome: GivenOutcome; citations: readonly Citation[] };
  agentId: string;
}> | null>(null);
