import { describe, expect, test } from "vitest";
import { analyseQuestion } from "./question.ts";
import { quoteOf } from "./quote.ts";
import { sentencesOf } from "./sentences.ts";

/** What is said of a passage whose sentence that holds these words answers the question. */
function quote(text: string, words: string, { question = "What about it?", headings = [] as string[] } = {}) {
  const passage = { source_id: "src_1", document_id: "doc_1", chunk_id: "1", title: "Guide", url: null, score: 1, text, headings };
  const sentences = sentencesOf(text);
  const at = sentences.findIndex((sentence) => sentence.text.includes(words));
  const asked = analyseQuestion(question, { rarity: new Map(), meant: new Map() });
  return quoteOf(passage, { sentences, at, goesOn: false }, asked)?.said.replace(/\s+/g, " ") ?? null;
}

/** A sentence of about 400 letters. */
const longText = (word: string) => `${word} ${"and so on ".repeat(40).trim()}.`;

describe("what is quoted says what the passage says", () => {
  test("an item says what opens its list, however far above that is", () => {
    const items = Array.from({ length: 12 }, (_item, at) => `- ${`thing ${at} `.repeat(10).trim()}`);
    expect(quote(`Here are some things that are not fine:\n\n${items.join("\n")}`, "thing 9")).toMatch(
      /^Here are some things that are not fine: … .*thing 9/,
    );
  });

  test("a short list is quoted whole", () => {
    expect(quote("Please leave at home:\n- glass bottles\n- barbecues", "barbecues")).toBe(
      "Please leave at home: - glass bottles - barbecues",
    );
  });

  test("an item that nothing opens says the heading above it", () => {
    expect(quote("- glass bottles\n- barbecues", "barbecues", { headings: ["Forbidden things"] })).toMatch(/^Forbidden things: … /);
  });

  test("a heading that denies what follows is said with it", () => {
    expect(quote("You rinse your mouth.", "rinse", { headings: ["What you should not do"] })).toBe(
      "What you should not do: … You rinse your mouth.",
    );
  });

  test("a heading alone is never quoted, and the question of an FAQ only by what follows it", () => {
    expect(quote("Opening times", "Opening")).toBeNull();
    expect(quote("Is there a lift?\nYes, behind the stairs.", "lift")).toBe("Yes, behind the stairs.");
  });

  test("a row of a table says what it is about and the column that was asked for", () => {
    const row = "Service: Flat tyre; Price: 15 euros; Time: 30 minutes";
    expect(quote(row, "Flat", { question: "What is the price of a flat tyre?" })).toBe("Service: Flat tyre; Price: 15 euros");
    expect(quote(row, "Flat", { question: "How long does a flat tyre take?" })).toBe(row);
  });

  test("a sentence is quoted with those that take it back, and with the one that it leans on", () => {
    expect(quote("You can return it. However, sale items stay with you.", "return")).toContain("However, sale items stay with you.");
    expect(quote(`${longText("Before")}\n\nRefunds take a week and then go where they came from. They go to your card.`, "They go")).toBe(
      "Refunds take a week and then go where they came from. They go to your card.",
    );
  });

  test("it is never longer than can be read at a glance", () => {
    expect(quote([longText("One"), longText("Two"), longText("Three")].join(" "), "Two")!.length).toBeLessThanOrEqual(450);
  });
});
