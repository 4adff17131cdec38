import { codeLength } from "#platform/embeddings/word-codes.ts";
import type { AskedWord } from "#platform/embeddings/embeddings.ts";

/**
 * The codes of a passage's words as they are kept: how many sentences, how many words each has, then the codes. Null where nothing
 * is known of words.
 */
export function packWords(sentences: readonly (Uint8Array | null)[]): Buffer | null {
  if (sentences.every((codes) => codes === null)) return null;
  const kept = sentences.map((codes) => codes ?? new Uint8Array());
  const counts = kept.map((codes) => codes.length / codeLength);
  return Buffer.concat([Uint8Array.of(kept.length, ...counts), ...kept]);
}

/** How well a question's words are met, in what they say in their places: 1 all of them, 0 no better than any others. */
export type Met = { passage: number; sentences: number[] };

/**
 * Of passages that compete for a question. A word that nearly all of them say tells none of them from another, and one that is
 * frequent in English tells little.
 */
export function wordsMet(asked: readonly AskedWord[], packed: ReadonlyMap<number, Uint8Array>): Map<number, Met> {
  const codes = asked.map(({ code }) => integersOf(code, 0));
  const found = [...packed].map(([id, bytes]) => [id, nearest(codes, bytes)] as const);
  const weights = asked.map(({ rarity }, word) => {
    const saying = found.filter(([, sentences]) => Math.max(0, ...sentences.map((near) => near[word]!)) > sameFrom).length;
    const telling = Math.log(1 + (found.length - saying + 0.5) / (saying + 0.5));
    return telling * Math.max(rarity - frequentBelow, leastRarity);
  });
  const total = weights.reduce((sum, weight) => sum + weight, 0) || 1;
  const share = (near: (word: number) => number) => weights.reduce((sum, weight, word) => sum + weight * near(word), 0) / total;
  return new Map(
    found.map(([id, sentences]) => [
      id,
      {
        passage: share((word) => Math.max(0, ...sentences.map((near) => near[word]!))),
        sentences: sentences.map((near) => share((word) => near[word]!)),
      },
    ]),
  );
}

/** A word is as alike to itself in another sentence, and seldom to another word. */
const sameFrom = 0.5;
const frequentBelow = 4;
const leastRarity = 0.05;

/** For each sentence, how near its nearest word is to each of these. */
function nearest(asked: readonly Uint32Array[], packed: Uint8Array): Float32Array[] {
  const count = packed[0] ?? 0;
  const codes = integersOf(packed, 1 + count);
  let at = 0;
  return Array.from({ length: count }, (_item, sentence) => {
    const end = at + packed[1 + sentence]! * integers;
    const near = new Float32Array(asked.length);
    for (; at < end; at += integers)
      for (let word = 0; word < asked.length; word++) {
        const code = asked[word]!;
        let differ = 0;
        for (let part = 0; part < integers; part++) differ += bitsIn(code[part]! ^ codes[at + part]!);
        const likeness = 1 - differ / (codeLength * 4);
        if (likeness > near[word]!) near[word] = likeness;
      }
    return near;
  });
}

const integers = codeLength / 4;
/** A copy: codes begin anywhere in what was read. */
const integersOf = (bytes: Uint8Array, from: number) => new Uint32Array(new Uint8Array(bytes.subarray(from)).buffer);

function bitsIn(integer: number): number {
  let bits = integer - ((integer >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
