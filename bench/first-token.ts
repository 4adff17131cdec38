import { startModelServer } from "#testing/model-server.ts";
import { startServer } from "#testing/process/server-process.ts";
import { openDesk } from "./load/desk.ts";
import { median, printTable } from "./load/table.ts";

const rounds = 60;
const warmUpRounds = 20;
const question = "When does a parcel arrive?";

/**
 * What we add to the time until a model's first token: the same local model asked directly and through the widget's API, for a
 * question that says enough by itself; found by its words alone, and by its meaning too.
 */
export default async function firstToken(): Promise<void> {
  const model = await startModelServer();
  try {
    const byWords = await measure(model.url, "off");
    const byMeaning = await measure(model.url, "on");
    const ms = (value: number) => `${value.toFixed(1)} ms`;
    printTable([
      ["p50 of", "by words", "by meaning"],
      ["first token, the model asked directly", ms(byWords.direct), ms(byMeaning.direct)],
      ["first token, through the widget's API", ms(byWords.through), ms(byMeaning.through)],
      ["added by us, search included", ms(byWords.through - byWords.direct), ms(byMeaning.through - byMeaning.direct)],
      ["goal", "≤ 10 ms", "≤ 40 ms"],
    ]);
  } finally {
    await model.close();
  }
}

async function measure(modelUrl: string, embeddings: "on" | "off"): Promise<{ direct: number; through: number }> {
  const variables = { MODEL_BASE_URL: modelUrl, MODEL_API_KEY: "a-key", MODEL_NAME: "local-small", EMBEDDINGS: embeddings };
  const server = await startServer({ variables });
  const { begin } = await openDesk(server, "A parcel arrives within two working days.");
  const { url, headers } = await begin();
  const direct = () =>
    untilFirst(
      `${modelUrl}/chat/completions`,
      { model: "local-small", stream: true, messages: [{ role: "user", content: question }] },
      {},
      '"content":"',
    );
  const through = () => untilFirst(`${url}/messages`, { text: question }, headers, "event: text");
  const [provider, ours]: [number[], number[]] = [[], []];
  for (let round = -warmUpRounds; round < rounds; round += 1) {
    const [ofProvider, ofOurs] = [await direct(), await through()];
    if (round >= 0) provider.push(ofProvider);
    if (round >= 0) ours.push(ofOurs);
  }
  await server.stop();
  return { direct: median(provider), through: median(ours) };
}

/** Milliseconds until `mark` is in the answer; reads it to its end after that. */
async function untilFirst(url: string, body: object, headers: Record<string, string>, mark: string): Promise<number> {
  const started = performance.now();
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
  if (!response.ok || !response.body) throw new Error(`${url} answered ${response.status}: ${await response.text()}`);
  let [text, ms] = ["", Number.NaN];
  for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    if (Number.isNaN(ms) && text.includes(mark)) ms = performance.now() - started;
  }
  if (Number.isNaN(ms)) throw new Error(`No ${mark} in the answer:\n${text}`);
  return ms;
}
