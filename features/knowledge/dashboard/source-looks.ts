import { translate } from "#browser/translate.ts";
import { FileQuestion, FileText, Globe, Link2, MessageSquareQuote, TextQuote, type LucideIcon } from "lucide-react";
import { sourceKindWords, type Source, type SourceKindName } from "../contract.ts";
import { t } from "./messages.ts";

/** How sources of a kind look here, and how they are mended. */
type SourceLooks = {
  label: string;
  noun: string;
  icon: LucideIcon;
  /** Where one cannot be read, another file takes its place. */
  isReplaced: boolean;
  /** Where it is listed. */
  tab: "files" | "urls" | "domains" | "answers";
};

/** A tab that was loaded before a kind was added shows its sources too. */
export function looksOf({ kind }: Pick<Source, "kind">): SourceLooks {
  return Object.hasOwn(looks, kind) ? looks[kind as SourceKindName] : unknown;
}

const words = (kind: SourceKindName) => ({
  label: translate(sourceKindWords[kind].label),
  noun: translate(sourceKindWords[kind].noun),
});

const looks: Record<SourceKindName, SourceLooks> = {
  file: { ...words("file"), icon: FileText, isReplaced: true, tab: "files" },
  text: { ...words("text"), icon: TextQuote, isReplaced: false, tab: "files" },
  url: { ...words("url"), icon: Link2, isReplaced: false, tab: "urls" },
  answer: { ...words("answer"), icon: MessageSquareQuote, isReplaced: false, tab: "answers" },
  domain: { ...words("domain"), icon: Globe, isReplaced: false, tab: "domains" },
};

const unknown: SourceLooks = {
  label: t("sourceLooks.source"),
  noun: translate("source"),
  icon: FileQuestion,
  isReplaced: false,
  tab: "files",
};
