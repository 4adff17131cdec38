import { expect, test } from "vitest";
import type { RankedPassage } from "#features/knowledge/server/search-passages.ts";
import { builtInAnswerer } from "./built-in-answerer.ts";
import { wholeAnswer } from "./whole-answer.ts";

/** As a model that knows many languages finds it: near, without a word in common. */
const passage: RankedPassage = {
  source_id: "src_1",
  document_id: "doc_1",
  chunk_id: "1",
  title: "Islands",
  headings: [],
  url: null,
  text: "We deliver to the islands twice a week, by boat.",
  score: 3,
  nearness: 0.8,
  rarity: new Map(),
  meant: new Map(),
  sentences: [],
  met: 0,
};

const tools = {
  search: async () => [passage],
  place: { titles: async () => ["Islands"], languages: async () => ["en"], contact: async () => null, person: "none" as const },
  signal: new AbortController().signal,
};

test.each([
  "Wie oft fahren Sie auf die Inseln?",
  "À quelle fréquence livrez-vous les îles ?",
  "¿Cada cuánto entregan en las islas?",
  "Con quale frequenza consegnate sulle isole?",
  "Com que frequência entregam nas ilhas?",
  "Hoe vaak bezorgen jullie op de eilanden?",
  "Jak często dostarczacie na wyspy?",
  "Hur ofta levererar ni till öarna?",
  "你们多久送一次货到岛上？",
  "島にはどのくらいの頻度で配達しますか？",
])("%j is tried by meaning where that finds what is near, and is shown in the documents' language", async (text) => {
  const { outcome, citations } = await wholeAnswer(builtInAnswerer, { text, history: [] }, tools);
  expect([outcome, citations.map((one) => one.text)]).toEqual(["suggested", [passage.text]]);
});
