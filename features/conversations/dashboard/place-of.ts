import type { Conversation } from "../contract.ts";

/** Where a conversation was held, in a few words. */
export function placeOf({ origin, test }: Pick<Conversation, "origin" | "test">): string {
  if (test) return "Test chat";
  if (origin === null) return "No website";
  if (origin === "null" || origin.startsWith("file:")) return "An app or a file";
  return origin.replace(/^https?:\/\//, "");
}
