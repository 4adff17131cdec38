import type { Conversation } from "../contract.ts";
import { t } from "./messages.ts";

/** Where a conversation was held, in a few words. */
export function placeOf({ origin, test }: Pick<Conversation, "origin" | "test">): string {
  if (test) return t("placeOf.test");
  if (origin === null) return t("placeOf.noWebsite");
  if (origin === "null" || origin.startsWith("file:")) return t("placeOf.appOrFile");
  return origin.replace(/^https?:\/\//, "");
}
