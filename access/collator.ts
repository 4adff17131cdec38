import type { RequestFacts } from "./operation.ts";

/** How the caller sorts names: in the first of their languages that is known here, and numbers by their value. */
export function collatorOf({ acceptLanguage }: Pick<RequestFacts, "acceptLanguage">): Intl.Collator {
  const tags = (acceptLanguage ?? "")
    .slice(0, lengthMax)
    .split(",")
    .map((part) => part.split(";")[0]!.trim());
  return new Intl.Collator(tags.find(isKnown) ?? "en", { numeric: true });
}

function isKnown(tag: string): boolean {
  try {
    return Intl.Collator.supportedLocalesOf(tag).length > 0;
  } catch {
    return false;
  }
}

const lengthMax = 200;
