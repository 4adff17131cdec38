import type { FileKind } from "#features/knowledge/server/file-type.ts";
import { parseFile } from "#features/knowledge/server/parsing/parse-file.ts";

/** What agents can quote of a file: headings and texts, a line each; and what is warned of. */
export async function readFile(
  kind: FileKind,
  content: Uint8Array | string,
): Promise<{ text: string; title: string | null; warnings: string[] }> {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  const { title, passages, warnings } = await parseFile(kind, bytes, () => {});
  return { title, warnings, text: passages.flatMap(({ headings, text }) => [...headings, text]).join("\n") };
}
