import type { RequestFacts } from "./operation.ts";

/** How the caller sorts names: in the first of their languages that is known here, and numbers by their value. */
export function collatorOf({ acceptLanguage = "" }: Pick<RequestFacts, "acceptLanguage">): Intl.Collator {
  const asked = acceptLanguage.slice(0, lengthMax);
  const known = collators.get(asked);
  if (known) return known;
  const tags = asked.split(",").map((part) => part.split(";")[0]!.trim());
  const collator = new Intl.Collator(tags.find(isKnown) ?? "en", { numeric: true });
  if (collators.size >= collatorsMax) collators.clear();
  collators.set(asked, collator);
  return collator;
}

/** By what was asked for: browsers ask for few, and one costs more to make than a page of names to sort. */
const collators = new Map<string, Intl.Collator>();
const collatorsMax = 100;

function isKnown(tag: string): boolean {
  try {
    return Intl.Collator.supportedLocalesOf(tag).length > 0;
  } catch {
    return false;
  }
}

const lengthMax = 200;
