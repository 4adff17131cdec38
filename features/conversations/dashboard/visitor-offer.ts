import { createContext, type ReactNode } from "react";

/** What is shown of the visitor beside their conversation; a feature below this one has it. */
export const VisitorOffer = createContext<((conversationId: string) => ReactNode) | null>(null);

/** The same of what is known without asking them, in the list of facts. */
export const VisitorFacts = createContext<((conversationId: string) => ReactNode) | null>(null);
