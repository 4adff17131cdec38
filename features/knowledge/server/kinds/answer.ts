import { createHash } from "node:crypto";
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

/** What is stored of an answer beside its question: its size in bytes and its SHA-256. */
export function measureAnswer(question: string, answer: string): { size_bytes: number; content_hash: string } {
  const content = asMarkdown(question, answer);
  return { size_bytes: Buffer.byteLength(content), content_hash: createHash("sha256").update(content).digest("hex") };
}

/** The question is a heading, whatever characters it has. */
function asMarkdown(question: string, answer: string): string {
  return `# ${question.replace(/\s+/g, " ").replace(/[\p{P}\p{S}]/gu, (mark) => (mark <= "~" ? `\\${mark}` : mark))}\n\n${answer}`;
}
