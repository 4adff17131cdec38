import { expect, test } from "vitest";
import { codeLength } from "#platform/embeddings/word-codes.ts";
import { packWords, wordsMet } from "./said-words.ts";

/** A code whose bits are a word's own: two words differ in about half of them. */
function codeOf(word: number): Uint8Array {
  let state = word + 1;
  return Uint8Array.from({ length: codeLength }, () => (state = (state * 48_271) % 2_147_483_647) >> 8);
}
const said = (...words: number[]) => new Uint8Array(words.flatMap((word) => [...codeOf(word)]));
const asked = (...words: number[]) => words.map((word) => ({ rarity: 9, code: codeOf(word) }));
/** As it comes from the database: a part of a larger piece of memory, at any place in it. */
function asRead(...sentences: Uint8Array[]): Buffer {
  const packed = packWords(sentences)!;
  return Buffer.concat([Buffer.from([7]), packed]).subarray(1);
}

test("a passage that says a question's words meets them, in the sentence that says them", () => {
  const met = wordsMet(
    asked(1, 2),
    new Map([
      [10, asRead(said(3, 4), said(1, 5, 2))],
      [11, asRead(said(6), said(7, 8))],
    ]),
  );
  expect(met.get(10)!.passage).toBeCloseTo(1);
  expect(met.get(10)!.sentences[1]).toBeCloseTo(1);
  expect(met.get(10)!.sentences[0]).toBeLessThan(0.5);
  expect(met.get(11)!.passage).toBeLessThan(0.5);
});

test("a word that every passage says tells less than one that a single passage says", () => {
  const everywhere = Array.from({ length: 8 }, (_item, at) => [at, asRead(said(1, 20 + at))] as const);
  const met = wordsMet(asked(1, 2), new Map([...everywhere, [9, asRead(said(2, 30))]]));
  expect(met.get(9)!.passage).toBeGreaterThan(met.get(0)!.passage + 0.3);
});

test("a word that is frequent in English tells little", () => {
  const [rare, frequent] = [
    { rarity: 10, code: codeOf(1) },
    { rarity: 4, code: codeOf(2) },
  ];
  const met = wordsMet(
    [rare, frequent],
    new Map([
      [1, asRead(said(1))],
      [2, asRead(said(2))],
      [3, asRead(said(3))],
    ]),
  );
  expect(met.get(1)!.passage).toBeGreaterThan(0.9);
  expect(met.get(2)!.passage).toBeLessThan(0.5);
});

test("of a passage whose words are not known nothing is kept", () => {
  expect(packWords([])).toBeNull();
  expect(packWords([null, null])).toBeNull();
  expect(wordsMet(asked(1), new Map([[1, asRead(new Uint8Array())]])).get(1)).toEqual({ passage: 0, sentences: [0] });
});
