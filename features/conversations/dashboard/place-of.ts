import type { Conversation } from "../contract.ts";
import { t } from "./messages.ts";

/** Where a conversation was held, in a few words. */
export function placeOf({ origin, test }: Pick<Conversation, "origin" | "test">): string {
  if (test) return t("placeOf.test");
  return origin === null ? t("placeOf.noWebsite") : websiteName(origin);
}

/** What a website is called by its origin. */
export function websiteName(origin: string): string {
  return origin === "null" || origin.startsWith("file:") ? t("placeOf.appOrFile") : origin.replace(/^https?:\/\//, "");
}
