import { expect, test } from "vitest";
import type { Embeddings } from "#platform/embeddings/embeddings.ts";
import { patient } from "./patient.ts";

/** A model that is asleep until it has read a text. */
function openSleeper(): Embeddings {
  let isAwake = false;
  const meaning = { model: "sleeper", vector: new Float32Array(1), scale: { offset: 0, factor: 1 } };
  return {
    encoder: {
      model: "sleeper",
      takes: (text) => !text.includes("¿"),
      ofQuestion: async () => (isAwake ? meaning : null),
      async ofTexts(texts) {
        isAwake = true;
        return texts.map(() => meaning.vector);
      },
      isResting: () => false,
      close: async () => {},
    },
    ofQuestion: async () => (isAwake ? [meaning] : []),
    close: async () => {},
  };
}

const { signal } = new AbortController();

test("a question waits for a model that is still waking up", async () => {
  const sleeper = openSleeper();
  expect(await sleeper.ofQuestion("How long?", ["sleeper"])).toEqual([]);
  expect(await patient(sleeper, signal).ofQuestion("How long?", ["sleeper"])).toMatchObject([{ model: "sleeper" }]);
});

test("nothing waits for what the model does not understand, or where nothing is found by it", async () => {
  expect(await patient(openSleeper(), signal).ofQuestion("¿Cuánto?", ["sleeper"])).toEqual([]);
  expect(await patient(openSleeper(), signal).ofQuestion("How long?", [])).toEqual([]);
});
