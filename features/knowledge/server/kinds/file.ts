import { sourceKindWords } from "../../contract.ts";
import type { SourceKind } from "./source-kind.ts";
import { fetchStoredFile, isUnreadableForGood } from "./stored-file.ts";

/** A file that was uploaded. */
export const file: SourceKind = {
  name: "file",
  noun: sourceKindWords.file.noun,
  storedFile: { nameOf: ({ name }) => name },
  isStored: true,
  isReplaced: true,
  whyNotSync: (source) => (isUnreadableForGood(source) ? "This file cannot be read. Replace it with a smaller or simpler one." : null),
  fetch: fetchStoredFile,
};
