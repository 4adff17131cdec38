import type { TriedAnswer, Why } from "../contract.ts";
import { t } from "./messages.ts";

/** What an answer did with a passage that was weighed for it; null where that was nothing. */
export function usedAs(
  { source_id, text }: Why["found"][number],
  { outcome, citations }: { outcome: TriedAnswer["outcome"] | null; citations: TriedAnswer["citations"] },
): string | null {
  const said = plain(text);
  if (!citations.some((citation) => citation.source_id === source_id && said.includes(plain(citation.text)))) return null;
  return outcome === "suggested" ? t("triedPassage.shown") : t("triedPassage.quoted");
}

const plain = (text: string) => text.replace(/\s+/g, " ").trim();
