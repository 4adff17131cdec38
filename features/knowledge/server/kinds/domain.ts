import { sourceKindWords } from "../../contract.ts";
import type { SourceKind } from "./source-kind.ts";

/** A website, with the pages that it links to. */
export const domain: SourceKind = {
  name: "domain",
  noun: sourceKindWords.domain.noun,
  storedFile: null,
  isStored: true,
  isSite: true,
  whyNotSync: () => null,
  fetch: null,
};
