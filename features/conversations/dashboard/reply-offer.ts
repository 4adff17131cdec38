import { createContext, type ReactNode } from "react";

/** What is said below a reply of how it reaches the visitor; a feature below this one knows. */
export const ReplyOffer = createContext<((conversationId: string) => ReactNode) | null>(null);
