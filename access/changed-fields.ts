type Fields = Readonly<Record<string, unknown>> | null | undefined;

/** The names of the fields that differ between before and after, in the order in which they are named; null is as absent. */
export function changedFields(before: Fields, after: Fields): string[] {
  const fields = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  return [...fields].filter((field) => JSON.stringify(before?.[field] ?? null) !== JSON.stringify(after?.[field] ?? null));
}
