import { answer } from "./answer.ts";
import { domain } from "./domain.ts";
import { file } from "./file.ts";
import type { SourceKind } from "./source-kind.ts";
import { text } from "./text.ts";
import { url } from "./url.ts";

/** Every kind of source. Whatever differs between them is asked of these. */
export const sourceKinds: SourceKind[] = [file, text, url, domain, answer];

export function kindOf(source: { kind: string }): SourceKind {
  const found = sourceKinds.find(({ name }) => name === source.kind);
  if (!found) throw new Error(`There is no kind of source called ${source.kind}.`);
  return found;
}

/** Whether the original of a source lies in the storage. */
export function hasFile(source: { kind: string }): boolean {
  return kindOf(source).storedFile !== null;
}

/** The names of the kinds whose originals lie in the storage. */
export function kindsWithFile(): string[] {
  return sourceKinds.filter(({ storedFile }) => storedFile).map(({ name }) => name);
}

/** Whether what is kept of a source counts as stored. */
export function isStored(source: { kind: string }): boolean {
  return kindOf(source).isStored;
}

/** Whether a source is read page by page. */
export function isSite(source: { kind: string }): boolean {
  return kindOf(source).isSite === true;
}
