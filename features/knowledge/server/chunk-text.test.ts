import fc from "fast-check";
import { expect, test } from "vitest";
import { chunkText, countWords } from "./chunk-text.ts";
import type { Block } from "./parsing/block.ts";

const heading = (level: number, text: string): Block => ({ kind: "heading", level, text });
const paragraph = (text: string): Block => ({ kind: "text", text });
const sentence = (word: string, words: number) =>
  `${word.charAt(0).toUpperCase()}${word.slice(1)} ${Array.from({ length: words - 1 }, () => word).join(" ")}.`;

test("passages keep the path of headings above them and never cross a top heading", () => {
  const passages = chunkText([
    paragraph("Intro."),
    heading(1, "Orders"),
    paragraph("Short."),
    heading(2, "Gifts"),
    paragraph(sentence("gift", 60)),
    heading(1, "Returns"),
    paragraph("Also short."),
  ]);
  expect(passages.map(({ headings }) => headings)).toEqual([[], ["Orders"], ["Returns"]]);
  expect(passages[1]?.text).toBe(`Short.\n\nGifts\n${sentence("gift", 60)}`);
});

test("a long section becomes passages of about equal size, cut between sentences", () => {
  const passages = chunkText([paragraph(Array.from({ length: 40 }, () => sentence("word", 20)).join(" "))]);
  expect(passages.length).toBeGreaterThan(2);
  for (const { text } of passages) {
    expect(countWords(text)).toBeLessThanOrEqual(250);
    expect(text).toMatch(/^Word .*\.$/);
  }
});

test("rows stay whole and are beside each other", () => {
  const rows = Array.from({ length: 50 }, (_, index): Block => ({ kind: "row", text: `Name: Lamp ${index}; Price: ${index}` }));
  const passages = chunkText(rows);
  expect(passages.length).toBeGreaterThan(1);
  expect(passages.flatMap(({ text }) => text.split("\n"))).toEqual(rows.map(({ text }) => text));
});

test("each of many short paragraphs is found in exactly one passage", () => {
  const facts = Array.from({ length: 60 }, (_, index) => `Fact number ${index} is that shelf ${index * 7} holds it.`);
  const passages = chunkText(facts.map(paragraph));
  for (const fact of facts) expect(passages.filter(({ text }) => text.includes(fact))).toHaveLength(1);
});

test("text without spaces is cut into passages, and no character is torn apart", () => {
  for (const text of ["这是一个没有空格的长句子，".repeat(300), "𠮷".repeat(5_000), "x".repeat(50_000)]) {
    const passages = chunkText([paragraph(text)]);
    expect(passages.length).toBeGreaterThan(2);
    expect(passages.map((passage) => passage.text).join("")).toBe(text);
    expect(passages.every((passage) => passage.text.isWellFormed() && countWords(passage.text) <= 250)).toBe(true);
  }
});

test("headings with nothing below them are kept as text", () => {
  expect(chunkText([heading(1, "Agenda"), heading(2, "Budget"), heading(2, "Hiring")])).toEqual([
    { headings: ["Agenda"], text: "Budget" },
    { headings: ["Agenda"], text: "Hiring" },
  ]);
});

test("whatever the document, no word is lost or doubled and no passage is too long", () => {
  const block = fc.oneof(
    fc.record({ kind: fc.constant("heading" as const), level: fc.integer({ min: 1, max: 4 }), text: fc.constantFrom("h1", "h2", "h3") }),
    fc.record({
      kind: fc.constantFrom("text" as const, "row" as const),
      text: fc.array(fc.stringMatching(/^[a-z]{1,30}[.]?$/), { minLength: 1, maxLength: 400 }).map((words) => words.join(" ")),
    }),
  );
  const wordsOf = (texts: string[]) =>
    texts
      .join(" ")
      .split(/\s+/)
      .filter((word) => !/^h\d$/.test(word) && word !== "")
      .toSorted();
  fc.assert(
    fc.property(fc.array(block, { maxLength: 12 }), (blocks) => {
      const passages = chunkText(blocks);
      expect(wordsOf(passages.map(({ text }) => text))).toEqual(
        wordsOf(blocks.filter(({ kind }) => kind !== "heading").map(({ text }) => text)),
      );
      for (const { text } of passages) expect(countWords(text)).toBeLessThanOrEqual(260);
    }),
    { numRuns: 200 },
  );
});
