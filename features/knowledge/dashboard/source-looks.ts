import { FileQuestion, FileText, TextQuote, type LucideIcon } from "lucide-react";
import { sourceKindWords, type Source, type SourceKindName } from "../contract.ts";
import { t } from "./messages.ts";

/** How sources of a kind look here, and how they are mended. */
type SourceLooks = {
  label: string;
  noun: string;
  icon: LucideIcon;
  /** Where one cannot be read, another file takes its place. */
  isReplaced: boolean;
};

/** A tab that was loaded before a kind was added shows its sources too. */
export function looksOf({ kind }: Pick<Source, "kind">): SourceLooks {
  return Object.hasOwn(looks, kind) ? looks[kind as SourceKindName] : unknown;
}

const looks: Record<SourceKindName, SourceLooks> = {
  file: { ...sourceKindWords.file, icon: FileText, isReplaced: true },
  text: { ...sourceKindWords.text, icon: TextQuote, isReplaced: false },
};

const unknown: SourceLooks = { label: t("sourceLooks.source"), noun: "source", icon: FileQuestion, isReplaced: false };
