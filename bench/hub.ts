import { get, type IncomingMessage } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { callOf } from "#testing/process/account.ts";
import { startModelServer, type ModelServer } from "#testing/model-server.ts";
import { startServer } from "#testing/process/server-process.ts";
import { memoryBelow } from "#testing/processes.ts";
import { openDesk, type Desk, type Visit } from "./load/desk.ts";
import { median, printTable } from "./load/table.ts";

/** Half of them of the team, half of visitors in their own conversations. */
const streams = 2_000;
const answers = 200;
const takenOver = 40;
const answer = Array.from({ length: 120 }, (_, index) => `word${index} `);
const pieceMs = 100;
/** Visitors do not ask in the same millisecond: all of them are answered at once for the last four seconds of the first answer. */
const askGapMs = 40;
const question = "When does a parcel arrive?";

/** 2,000 open streams and 200 answers at once: what it takes, whether all are given, and when a visitor sees that a person has come. */
export default async function hub(): Promise<void> {
  const model = await startModelServer();
  try {
    await measure(model);
  } finally {
    await model.close();
  }
}

async function measure(model: ModelServer): Promise<void> {
  const variables = { MODEL_BASE_URL: model.url, MODEL_API_KEY: "a-key", MODEL_NAME: "local-small" };
  const server = await startServer({ variables });
  const desk = await openDesk(server, "A parcel arrives within two working days.");
  const open: IncomingMessage[] = [];
  let most = 0;
  const look = () => {
    most = Math.max(
      most,
      [...memoryBelow(server.pid, () => "all")].reduce((sum, [, bytes]) => sum + bytes, 0),
    );
  };
  look();
  const atFirst = most;
  const visits = await inLots(streams / 2, () => desk.begin());
  const seen = new Map<string, (at: number) => void>();
  const { url, organizationId, cookie } = desk.account;
  await inLots(streams / 2, async () => open.push(await openStream(`${url}/v1/organizations/${organizationId}/events`, { cookie })));
  await inLots(streams / 2, async (index) => {
    const visit = visits[index]!;
    open.push(await openStream(`${visit.url}/events`, visit.headers, (at) => seen.get(visit.conversationId)?.(at)));
  });
  look();
  const withStreams = most;

  model.script(...Array.from({ length: answers + 1 }, () => ({ text: answer, delayMs: pieceMs })));
  // What a model first says is held until it is known to begin with its answer.
  await ask(visits.at(-1)!);
  const waiting = visits.slice(answers, answers + takenOver);
  for (const visit of waiting) await waitForPerson(visit);
  const looking = setInterval(look, 500).unref();
  const began = performance.now();
  const asked: Promise<boolean>[] = [];
  for (const visit of visits.slice(0, answers)) {
    asked.push(ask(visit));
    await sleep(askGapMs);
  }
  const { took, refused } = await takeOver(desk, waiting, seen);
  const outcomes = await Promise.all(asked);
  const tookMs = performance.now() - began;
  clearInterval(looking);
  look();
  const mb = (bytes: number) => `${(bytes / 1e6).toFixed(0)} MB`;
  const sorted = took.toSorted((one, other) => one - other);
  printTable([
    ["what", "measured", "goal"],
    ["memory of server and PostgreSQL at first", mb(atFirst), ""],
    [`with ${open.length} open streams`, mb(withStreams), ""],
    [`with ${answers} answers at once beside them`, mb(most), "≤ 1,074 MB"],
    ["answers that came whole", `${outcomes.filter(Boolean).length} of ${answers}`, "all"],
    [
      "time of all answers, of which the model's own",
      `${(tookMs / 1000).toFixed(1)} s, ${((answer.length * pieceMs) / 1000).toFixed(1)} s`,
      "",
    ],
    [`take-over seen by the visitor, p50 of ${took.length}`, `${median(took).toFixed(0)} ms`, ""],
    ["the same, p95", `${sorted[Math.ceil(sorted.length * 0.95) - 1]?.toFixed(0)} ms`, "≤ 300 ms"],
    ["take-overs that were refused at first, the database being busy", String(refused), "0"],
    ["streams that were cut", String(open.filter(({ destroyed }) => destroyed).length), "0"],
  ]);
  for (const stream of open) stream.destroy();
  await server.stop();
}

/** One after the other, while the answers stream: milliseconds from the call until the visitor's stream says so. */
async function takeOver(
  { account, projectId }: Desk,
  visits: readonly Visit[],
  seen: Map<string, (at: number) => void>,
): Promise<{ took: number[]; refused: number }> {
  const took: number[] = [];
  let refused = 0;
  for (const { conversationId } of visits) {
    const heard = new Promise<number>((resolve) => seen.set(conversationId, resolve));
    let began = performance.now();
    const press = async () => {
      began = performance.now();
      return (await callOf(account, `POST /projects/${projectId}/conversations/${conversationId}/take-over`, {})).status;
    };
    for (let status = await press(); status !== 200; status = await press()) {
      if (status !== 503) throw new Error(`It was not taken over: ${status}.`);
      refused += 1;
      await sleep(1_000);
    }
    took.push((await heard) - began);
  }
  return { took, refused };
}

async function waitForPerson({ url, headers }: Visit): Promise<void> {
  const { status } = await fetch(`${url}/handover`, { method: "POST", headers, body: "{}" });
  if (status !== 202) throw new Error(`A person could not be asked for: ${status}.`);
}

/** Whether the answer came whole. */
async function ask({ url, headers }: Visit): Promise<boolean> {
  const response = await fetch(`${url}/messages`, { method: "POST", headers, body: JSON.stringify({ text: question }) });
  const text = await response.text().catch(() => "");
  return text.includes("event: done") && text.includes(answer.at(-1)!.trim());
}

async function inLots<Made>(count: number, make: (index: number) => Promise<Made>): Promise<Made[]> {
  const made: Made[] = [];
  while (made.length < count) {
    const { length } = made;
    made.push(...(await Promise.all(Array.from({ length: Math.min(50, count - length) }, (_, index) => make(length + index)))));
  }
  return made;
}

function openStream(url: string, headers: Record<string, string>, taken?: (at: number) => void): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const asked = get(url, { headers, agent: false }, (response) => {
      if (response.statusCode !== 200) return reject(new Error(`${url} answered ${response.statusCode}.`));
      response.on("data", (chunk: Buffer) => {
        if (taken && chunk.includes('"state":"person"')) taken(performance.now());
      });
      response.on("error", () => {});
      response.once("data", () => resolve(response));
    });
    asked.on("error", reject);
  });
}
