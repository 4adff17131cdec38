import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Paragraphs, and questions with the paragraph that each was written on. `answerable` null: not known. */
export type RetrievalData = {
  docs: { id: number; title: string; text: string }[];
  queries: { query: string; gold: number; answer: string | null; answerable: boolean | null }[];
};

const folder = join(import.meta.dirname, "..", "..", "..", "shared", "data", "retrieval");

/** Null where the data does not lie beside the project. */
export function readRetrievalData(name: string): RetrievalData | null {
  const path = join(folder, `${name}.json`);
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : null;
}
