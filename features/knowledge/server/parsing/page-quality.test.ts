import { expect, test } from "vitest";
import { sharedWords } from "#testing/shared-words.ts";
import { webPages } from "#testing/web-pages.ts";
import { parsePage } from "./parse-page.ts";

/** How well what is read of a page fits what people come for: of all words the right ones, and of the right ones all. */
const qualityMin = 0.93;

test.each(webPages())("of $shape the text is read, and little of what is around it", ({ html, words }) => {
  const { blocks, title } = parsePage(new TextEncoder().encode(html), { url: "https://ferro.example/page", contentType: "text/html" });
  const text = blocks.map((block) => block.text).join("\n");
  const read = title && !text.includes(title) ? `${title}\n${text}` : text;
  expect(sharedWords(words, read).f1).toBeGreaterThanOrEqual(qualityMin);
});
