import { createContext, type ReactNode } from "react";
import type { Citation, GivenOutcome } from "#features/answering/contract.ts";

type Given = { question: string; answer: { outcome: GivenOutcome; citations: readonly Citation[] }; agentId: string };

/** What features below this one offer for an answer of a conversation. */
export const AnswerOffer = createContext<(given: Given) => ReactNode>(() => null);
