/**
 * Files by key. A key is lower-case words joined by `/`, such as `org_…/src_…`; anything else is refused, so that no
 * key leads out of its place. The first word is the organization, whose purge removes all that begins with it. What
 * `write` resolved for is on disk and survives a crash.
 */
export type Storage = {
  /**
   * Writes a file whole or not at all, replacing an older one of this key.
   * @throws FileTooLarge past `bytesMax`; whatever `content` throws
   */
  write(key: string, content: AsyncIterable<Uint8Array>, bytesMax: number): Promise<WrittenFile>;
  /**
   * Null when there is no such file. `range`: a part of it, from the first to the last byte, both counted from 0 and
   * within the file.
   */
  read(key: string, range?: ByteRange): Promise<StoredFile | null>;
  /** Those of these keys that have no file. */
  missing(keys: readonly string[]): Promise<string[]>;
  /** Resolves when the file is gone, also if there was none; a folder goes with its last file. */
  remove(key: string): Promise<void>;
  /** Every file, or those whose key begins with `folder/`, in no order, with the time since it was written. */
  list(folder?: string): AsyncIterable<ListedFile>;
  /** Removes what writes that were cut off by a crash left behind; answers how many. */
  removeDrafts(olderThanMs: number): Promise<number>;
};

export type ListedFile = { key: string; sizeBytes: number; ageMs: number };
export type WrittenFile = { sizeBytes: number; /** Hexadecimal. */ sha256: string };
export type ByteRange = { first: number; last: number };
/** `sizeBytes` is the whole file's, also where a part is read. */
export type StoredFile = { sizeBytes: number; stream: ReadableStream<Uint8Array> };

export class FileTooLarge extends Error {
  constructor(bytesMax: number) {
    super(`The file has more than ${bytesMax} bytes.`);
    this.name = "FileTooLarge";
  }
}
