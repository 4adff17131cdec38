import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { freePort } from "#testing/free-port.ts";
import { startModelServer, type ModelServer } from "#testing/model-server.ts";
import { startServer } from "#testing/process/server-process.ts";
import { processorMsBelow } from "#testing/processes.ts";
import { openDesk } from "./load/desk.ts";
import { printTable } from "./load/table.ts";

const atOnce = 50;
const tokens = 400;
const pieceMs = 10;
const rounds = 3;
const answer = Array.from({ length: tokens }, (_, index) => `word${index % 90} `);

/** Tokens that are passed on per second of processor time, PostgreSQL's included: through us, and by programs that do nothing else. */
export default async function relay(): Promise<void> {
  const model = await startModelServer();
  try {
    await compare(model);
  } finally {
    await model.close();
  }
}

async function compare(model: ModelServer): Promise<void> {
  const script = () => model.script(...Array.from({ length: atOnce }, () => ({ text: answer, delayMs: pieceMs })));

  const port = await freePort();
  const program = spawn(
    process.execPath,
    [join(import.meta.dirname, "load/relay-server.ts"), JSON.stringify({ port, modelUrl: model.url })],
    {
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  await once(program.stdout, "data");
  const relayed = (path: string) => measure(program.pid!, script, async () => (await fetch(`http://127.0.0.1:${port}${path}`)).text());
  const throughPackage = await relayed("/ai");
  const bare = await relayed("/bare").finally(() => program.kill());

  const server = await startServer({ variables: { MODEL_BASE_URL: model.url, MODEL_API_KEY: "a-key", MODEL_NAME: "local-small" } });
  const desk = await openDesk(server, "A parcel arrives within two working days.");
  const visits = await Promise.all(Array.from({ length: atOnce }, () => desk.begin()));
  const ours = await measure(server.pid, script, async (index) => {
    const { url, headers } = visits[index]!;
    return (
      await fetch(`${url}/messages`, { method: "POST", headers, body: JSON.stringify({ text: "When does a parcel arrive?" }) })
    ).text();
  });
  await server.stop();

  const row = (what: string, value: number, goal = "") => [what, value.toFixed(0), (value / throughPackage).toFixed(2), goal];
  printTable([
    ["tokens per second of processor time", "", "of the first", "goal"],
    row("bare relay through the ai package", throughPackage),
    row("bare relay that reads the stream itself", bare),
    row("through us, answers searched for, checked and stored", ours, "≥ 0.20"),
  ]);
}

/** The best of some rounds, after one that warms up. */
async function measure(pid: number, script: () => void, ask: (index: number) => Promise<string>): Promise<number> {
  let best = 0;
  for (let round = 0; round <= rounds; round += 1) {
    script();
    const before = processorMsBelow(pid);
    const texts = await Promise.all(Array.from({ length: atOnce }, (_, index) => ask(index)));
    const tookMs = processorMsBelow(pid) - before;
    const whole = texts.filter((text) => text.includes(`word${(tokens - 1) % 90}`)).length;
    if (whole < atOnce) throw new Error(`${whole} of ${atOnce} answers came whole:\n${texts.find((text) => text.length < 500) ?? ""}`);
    if (round > 0) best = Math.max(best, (atOnce * tokens) / (tookMs / 1000));
  }
  return best;
}
