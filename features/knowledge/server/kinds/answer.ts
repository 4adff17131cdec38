import { createHash } from "node:crypto";
import type { WrittenFile } from "#platform/storage/storage.ts";
import { sourceKindWords } from "../../contract.ts";
import type { SourceKind } from "./source-kind.ts";
import { isUnreadableForGood } from "./stored-file.ts";

/** A question with the answer that its team wrote, as Markdown. The question is its name. */
export const answer: SourceKind = {
  name: "answer",
  noun: sourceKindWords.answer.noun,
  storedFile: null,
  isStored: true,
  whyNotSync: (source) => (isUnreadableForGood(source) ? "This answer cannot be read. Write a shorter or simpler one." : null),
  fetch: async ({ name, answer }) => ({ kind: "markdown", bytes: new TextEncoder().encode(asMarkdown(name, answer ?? "")) }),
};

/** The file that an answer would be. */
export function measureAnswer(question: string, answer: string): WrittenFile {
  const content = asMarkdown(question, answer);
  return { sizeBytes: Buffer.byteLength(content), sha256: createHash("sha256").update(content).digest("hex") };
}

/** The question is a heading, whatever characters it has. */
function asMarkdown(question: string, answer: string): string {
  return `# ${question.replace(/\s+/g, " ").replace(/[\p{P}\p{S}]/gu, (mark) => (mark <= "~" ? `\\${mark}` : mark))}\n\n${answer}`;
}
