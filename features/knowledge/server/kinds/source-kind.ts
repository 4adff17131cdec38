import type { Storage } from "#platform/storage/storage.ts";
import type { FileKind } from "../file-type.ts";
import type { RefusalCode } from "../refusals.ts";
import type { SourceRow } from "../source-row.ts";

/** All that differs between sources of one kind and of another. */
export type SourceKind = {
  /** As `sources.kind` stores it. */
  name: string;
  /** What one is called within a sentence: "This file …". */
  noun: string;
  /** Its original is kept in the storage, counts as stored and is handed out under this name; null where none is kept. */
  storedFile: { nameOf(source: Pick<SourceRow, "name">): string } | null;
  /** Whether what is kept of one counts as stored: its original, or the text that is kept instead. */
  isStored: boolean;
  /** Another file can take its place. */
  isReplaced?: true;
  /** It is read page by page from the web (sites/read-site.ts). */
  isSite?: true;
  /** Why reading this one again would end in the same way, and what to do instead; null where it may not. */
  whyNotSync(source: Pick<SourceRow, "error_code">): string | null;
  /**
   * Fetches what is to be read of a source, each time it is processed. No transaction is open and no parser waits, so it may
   * take its time. When it throws, it is tried again later, which does not count against the source.
   * Null for a site.
   * @throws the signal's reason
   */
  fetch: ((source: SourceRow, tools: { storage: Storage; signal: AbortSignal }) => Promise<Fetched>) | null;
};

/** Content to read; `unchanged` where it is what was synced last; or why there is none, and what was read before stays. */
export type Fetched = FetchedContent | "unchanged" | { missing: RefusalCode };

/** `kind`: how the bytes are read. */
export type FetchedContent = { kind: FileKind; bytes: Uint8Array };
