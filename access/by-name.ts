import { collatorOf } from "./collator.ts";
import type { RequestFacts } from "./operation.ts";

/** Records by name: as the reader's language sorts, numbers by their value, and those of one name by id. */
export function byName<Row extends { id: string; name: string }>(
  rows: readonly Row[],
  request: Pick<RequestFacts, "acceptLanguage">,
  direction: "ascending" | "descending" = "ascending",
): Row[] {
  const { compare } = collatorOf(request);
  const sorted = rows.toSorted((one, other) => compare(one.name, other.name) || compare(one.id, other.id));
  return direction === "ascending" ? sorted : sorted.toReversed();
}
