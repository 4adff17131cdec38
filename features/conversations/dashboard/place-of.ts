import type { Conversation } from "../contract.ts";

/** Where a conversation was held, in a few words. */
export function placeOf({ origin, test }: Pick<Conversation, "origin" | "test">): string {
  if (test) return "test chat";
  if (origin === null) return "no website";
  if (origin === "null" || origin.startsWith("file:")) return "an app or a file";
  return origin.replace(/^https?:\/\//, "");
}
