import type { Storage } from "./storage.ts";

const filesPerQuestion = 500;

/** A stored file and what its key, `organizationId/name`, is made of. */
type NamedFile = { key: string; organizationId: string; name: string };

/**
 * Removes the files whose record is gone: those named `org_…/PREFIX_…`, or in a folder of that name, older than `olderThanMs`.
 *
 * @param known the keys of those files that have a record; asked about a few hundred at a time
 * @returns how many were removed
 */
export async function removeOrphans(
  storage: Storage,
  {
    prefixes,
    olderThanMs,
    signal,
    known,
  }: { prefixes: readonly string[]; olderThanMs: number; signal: AbortSignal; known(files: NamedFile[]): Promise<string[]> },
): Promise<number> {
  let removed = 0;
  const pattern = new RegExp(`^(org_[^/]+)/((?:${prefixes.join("|")})_[^/]+(?:/[^/]+)?)$`);
  let batch: NamedFile[] = [];
  const removeUnknown = async () => {
    const stay = new Set(await known(batch));
    const orphans = batch.filter(({ key }) => !stay.has(key));
    for (const { key } of orphans) await storage.remove(key);
    removed += orphans.length;
    batch = [];
  };
  for await (const { key, ageMs } of storage.list()) {
    signal.throwIfAborted();
    const [, organizationId, name] = pattern.exec(key) ?? [];
    if (!organizationId || !name || ageMs < olderThanMs) continue;
    batch.push({ key, organizationId, name });
    if (batch.length >= filesPerQuestion) await removeUnknown();
  }
  if (batch.length > 0) await removeUnknown();
  return removed;
}
