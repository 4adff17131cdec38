import { writeFileSync } from "node:fs";
import { loadEncoder } from "#platform/embeddings/load-encoder.ts";
import { stateLength } from "#platform/embeddings/word-codes.ts";
import { readOwnQuestions } from "./knowledge/natural-questions.ts";

/**
 * What all words have in common to the sentence encoder, whatever they say: the mean of its states over documents of our own, and
 * the directions in which they differ most. `--write` puts them into the product; codes that were made with others mean nothing then.
 */
export default async function wordBasis(): Promise<void> {
  const read = await loadEncoder();
  const states: Float32Array[] = [];
  for (const { bytes } of readOwnQuestions().files)
    for (const line of new TextDecoder()
      .decode(bytes)
      .split("\n")
      .filter((one) => /\p{L}/u.test(one))) {
      const { states: all, pieces } = await read(line);
      for (let at = 0; at < pieces.length; at++) states.push(all.slice(at * stateLength, (at + 1) * stateLength));
    }
  const mean = new Float32Array(stateLength);
  for (const state of states) for (let at = 0; at < stateLength; at++) mean[at]! += state[at]! / states.length;
  for (const state of states) for (let at = 0; at < stateLength; at++) state[at]! -= mean[at]!;
  const common = Array.from({ length: directions }, () => {
    const direction = strongest(states);
    for (const state of states) takeAway(state, direction);
    return direction;
  });
  console.log(`Of ${states.length} words.`);
  const data = {
    learned: "by `npm run bench -- word-basis --write`; not to be changed by hand. Floats in Base64.",
    mean: base64Of(mean),
    common: common.map(base64Of),
  };
  if (process.argv.includes("--write"))
    writeFileSync(new URL("../platform/embeddings/word-basis.json", import.meta.url), `${JSON.stringify(data, null, 2)}\n`);
}

const directions = 3;
const roundsMax = 60;

/** The direction in which they differ most, by repeated multiplication. */
function strongest(states: readonly Float32Array[]): Float32Array {
  let direction = Float32Array.from({ length: stateLength }, (_, at) => Math.sin(at + 1));
  for (let round = 0; round < roundsMax; round++) {
    const next = new Float32Array(stateLength);
    for (const state of states) {
      const share = dot(state, direction);
      for (let at = 0; at < stateLength; at++) next[at]! += share * state[at]!;
    }
    const length = Math.sqrt(dot(next, next));
    direction = next.map((value) => value / length);
  }
  return direction;
}

function takeAway(state: Float32Array, direction: Float32Array): void {
  const share = dot(state, direction);
  for (let at = 0; at < stateLength; at++) state[at]! -= share * direction[at]!;
}

function dot(one: Float32Array, other: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < one.length; at++) sum += one[at]! * other[at]!;
  return sum;
}

const base64Of = (values: Float32Array) => Buffer.from(values.buffer).toString("base64");
