import type { Storage } from "./storage.ts";

const keysPerQuestion = 500;

/**
 * Removes the files of one kind whose record is gone: `org_…/PREFIX_…`, older than `olderThanMs`.
 *
 * @param known of the names behind the organization, those that have a record
 * @returns how many were removed
 */
export async function removeOrphans(
  storage: Storage,
  {
    prefix,
    olderThanMs,
    signal,
    known,
  }: { prefix: string; olderThanMs: number; signal: AbortSignal; known(names: string[]): Promise<string[]> },
): Promise<number> {
  let removed = 0;
  const pattern = new RegExp(`^org_[^/]+/${prefix}_[^/]+$`);
  const keyOf = new Map<string, string>();
  const removeUnknown = async () => {
    for (const name of await known([...keyOf.keys()])) keyOf.delete(name);
    for (const key of keyOf.values()) await storage.remove(key);
    removed += keyOf.size;
    keyOf.clear();
  };
  for await (const { key, ageMs } of storage.list()) {
    signal.throwIfAborted();
    if (ageMs < olderThanMs || !pattern.test(key)) continue;
    keyOf.set(key.split("/").at(-1) ?? "", key);
    if (keyOf.size >= keysPerQuestion) await removeUnknown();
  }
  if (keyOf.size > 0) await removeUnknown();
  return removed;
}
