import { z } from "zod";
import { Source } from "../contract.ts";

/** What is remembered of a chosen file when the page is loaded again. Its content is not: only a person can give that again. */
const RememberedUpload = z.object({
  name: z.string(),
  size: z.number(),
  lastModified: z.number(),
  state: z.discriminatedUnion("is", [
    z.object({ is: z.literal("unfinished") }),
    z.object({ is: z.enum(["refused", "failed"]), sentence: z.string() }),
    z.object({ is: z.literal("stored"), sourceId: z.string(), note: z.string().nullable(), duplicateOf: Source.shape.duplicate_of }),
  ]),
});
export type RememberedUpload = z.output<typeof RememberedUpload>;

const keyOf = (projectId: string) => `uploads ${projectId}`;

/** The uploads of this tab that were under way or not looked at yet; none where nothing is remembered. */
export function recallUploads(projectId: string): RememberedUpload[] {
  try {
    return z.array(RememberedUpload).parse(JSON.parse(sessionStorage.getItem(keyOf(projectId)) ?? "[]"));
  } catch {
    return [];
  }
}

/** Where a browser has no room for this, the uploads are made all the same. */
export function rememberUploads(projectId: string, uploads: readonly RememberedUpload[]): void {
  try {
    if (uploads.length === 0) sessionStorage.removeItem(keyOf(projectId));
    else sessionStorage.setItem(keyOf(projectId), JSON.stringify(uploads));
  } catch {
    // Nothing is lost but the list after a reload.
  }
}

const readingKeyOf = (projectId: string) => `reading ${projectId}`;

/**
 * How many files are read or waiting since none was, of all that there are and those that wait: a browser that is loaded again in
 * the middle still knows.
 */
export function countReading(projectId: string, all: number, processing: number): number {
  try {
    const before = Number(sessionStorage.getItem(readingKeyOf(projectId)) ?? all);
    const done = Math.max(0, Math.min(before, all - processing));
    if (processing === 0) sessionStorage.removeItem(readingKeyOf(projectId));
    else sessionStorage.setItem(readingKeyOf(projectId), String(done));
    return all - done;
  } catch {
    return processing;
  }
}
