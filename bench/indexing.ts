import { setTimeout as sleep } from "node:timers/promises";
import { callOf, signUp, type Account } from "#testing/process/account.ts";
import { makeDataDir, startServer } from "#testing/process/server-process.ts";
import { printTable } from "./load/table.ts";

const files = 40;
const passagesPerFile = 500;
/** What a customer's files hold is not one word over and over: postings are of many terms. */
const vocabulary = Array.from({ length: 8_000 }, (_, index) => `${syllable(index)}${syllable(index * 7 + 3)}${syllable(index * 13 + 5)}`);
const wordsPerPassage = 90;
const askEveryMs = 25;
const idleMs = 10_000;

/** How many passages a second are read and indexed, by words alone, and how long other requests take meanwhile. */
export default async function indexing(): Promise<void> {
  const server = await startServer({ dataDir: await makeDataDir() });
  const account = await signUp(server.url);
  const { id: project } = (await (await callOf(account, "POST /projects", { name: "Indexing" })).json()) as { id: string };
  const sources = `/projects/${project}/sources`;
  const texts = Array.from({ length: files }, (_, at) => markdown(at));
  await uploadAndWait(account, sources, ["# Warm\n\nOne passage."], 0);

  const idle = await timesWhile(account, sources, () => sleep(idleMs));
  let seconds = 0;
  const busy = await timesWhile(account, sources, async () => {
    const started = performance.now();
    await uploadAndWait(account, sources, texts, 1);
    seconds = (performance.now() - started) / 1_000;
  });
  await server.stop();
  const indexed = files * passagesPerFile;
  const ratio = percentile(busy, 99) / percentile(idle, 99);
  printTable([
    ["", "", "goal"],
    ["passages", indexed, ""],
    ["a second, upload and reading included", Math.round(indexed / seconds), "1,000"],
    ["other requests when idle, p50 and p99", `${ms(percentile(idle, 50))}, ${ms(percentile(idle, 99))}`, ""],
    ["other requests meanwhile, p50 and p99", `${ms(percentile(busy, 50))}, ${ms(percentile(busy, 99))}`, ""],
    ["p99 of the two, ratio", ratio.toFixed(2), "2"],
  ]);
}

/** Uploads one file a text, and waits until every source of the project is read. */
async function uploadAndWait(account: Account, sources: string, texts: readonly string[], before: number): Promise<void> {
  for (const [at, text] of texts.entries()) {
    const form = new FormData();
    form.append("file", new File([text], `file-${before}-${at}.md`));
    const answer = await callOf(account, `POST ${sources}/files`, form);
    if (!answer.ok) throw new Error(`The upload answered ${answer.status}: ${await answer.text()}`);
  }
  for (;;) {
    const { data } = (await (await callOf(account, `GET ${sources}?per_page=100`)).json()) as { data: { name: string; status: string }[] };
    const failed = data.find(({ status }) => status === "failed");
    if (failed) throw new Error(`${failed.name} was not read.`);
    if (data.length === before + texts.length && data.every(({ status }) => status === "synced")) return;
    await sleep(100);
  }
}

/** Milliseconds that each call of a short list took while the work ran, one after another. */
async function timesWhile(account: Account, sources: string, work: () => Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  let isDone = false;
  const working = work().finally(() => (isDone = true));
  while (!isDone) {
    const started = performance.now();
    await (await callOf(account, `GET ${sources}?per_page=1`)).arrayBuffer();
    times.push(performance.now() - started);
    await sleep(askEveryMs);
  }
  await working;
  return times;
}

function markdown(seed: number): string {
  let state = seed + 1;
  const next = () => (state = (state * 48_271) % 2_147_483_647);
  const sections = Array.from({ length: passagesPerFile }, (_, at) => {
    const words = Array.from({ length: wordsPerPassage }, () => vocabulary[Math.floor(vocabulary.length * (next() / 2_147_483_647) ** 2)]);
    return `## Section ${at + 1} of ${seed + 1}\n\n${words.join(" ")}.`;
  });
  return `# File ${seed + 1}\n\n${sections.join("\n\n")}\n`;
}

function syllable(index: number): string {
  return `${"bdfgklmnprstvz"[index % 14]}${"aeiou"[Math.floor(index / 14) % 5]}`;
}

function percentile(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) * (share / 100))] ?? Number.NaN;
}

function ms(value: number): string {
  return `${value.toFixed(1)} ms`;
}
