import { sourceKindWords } from "../../contract.ts";
import type { SourceKind } from "./source-kind.ts";
import { fetchStoredFile, isUnreadableForGood } from "./stored-file.ts";

/** A text that was pasted. It is kept as a Markdown file. */
export const text: SourceKind = {
  name: "text",
  noun: sourceKindWords.text.noun,
  storedFile: { nameOf: ({ name }) => `${name}.md` },
  isStored: true,
  whyNotSync: (source) => (isUnreadableForGood(source) ? "This text cannot be read. Delete it and paste a shorter or simpler one." : null),
  fetch: fetchStoredFile,
};
