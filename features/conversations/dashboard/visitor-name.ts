import { createContext } from "react";

/** What the visitor of the open conversation is called, where they said so; a feature below this one knows. */
export const VisitorName = createContext<string | null>(null);
