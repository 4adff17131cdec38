import { sourceKindWords } from "../../contract.ts";
import type { SourceKind } from "./source-kind.ts";

/** A page of the web. */
export const url: SourceKind = {
  name: "url",
  noun: sourceKindWords.url.noun,
  storedFile: null,
  isStored: true,
  isSite: true,
  whyNotSync: () => null,
  fetch: null,
};
