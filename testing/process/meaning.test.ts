import { readFileSync, readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { isAlive } from "#platform/database/embedded/directories.ts";
import { callOf, signIn, signUp, type Account } from "./account.ts";
import { eventually, startServer } from "./server-process.ts";
import { makeStartedDataDir } from "./started-data-dir.ts";

const variables = { EMBEDDINGS: "on" };
/** As `npm start` starts it. */
const nodeWords = ["--max-semi-space-size=8"];
const serverBytesMax = 220_000_000;
const encoderBytesMax = 300_000_000;

test(
  "kill -9 while vectors are made ends with all of them, and the encoder ends with the server",
  { timeout: 300_000 },
  async (context) => {
    if (process.platform !== "linux") return context.skip("/proc is where memory and children are looked up");
    const dataDir = await makeStartedDataDir();
    const first = await startServer({ dataDir, variables, nodeWords });
    const account = await signUp(first.url);
    expect(bytesOf(first.pid)).toBeLessThan(serverBytesMax);
    expect(encoderOf(first.pid)).toBeNull();

    const { id: project } = await created(account, "POST /projects", { name: "Manual" });
    const { id: source } = await created(account, `POST /projects/${project}/sources/texts`, { name: "Manual", text });
    const path = `/projects/${project}/sources/${source}`;
    expect(await eventually(async () => ((await progressOf(account, path)) ?? 0) > 0, 120_000)).toBe(true);
    const encoder = encoderOf(first.pid)!;
    expect(bytesOf(encoder)).toBeLessThan(encoderBytesMax);
    process.kill(first.pid, "SIGKILL");
    await first.exited;
    expect(await eventually(() => !isAlive(encoder), 20_000)).toBe(true);

    const second = await startServer({ dataDir, variables, nodeWords });
    const again = await signIn(second.url);
    expect(await progressOf(again, path)).not.toBeNull();
    expect(await eventually(async () => (await progressOf(again, path)) === null, 200_000)).toBe(true);
    // The last passage shares no word with the question.
    const { data } = (await (await callOf(again, `POST /projects/${project}/search`, { query: "Will I get my money back?" })).json()) as {
      data: { text: string }[];
    };
    expect(data[0]?.text).toContain("reimbursed");
    await second.stop();
  },
);

const sections = 24;
const text = Array.from({ length: sections }, (_, section) => {
  const sentences = Array.from(
    { length: 8 },
    (_, at) => `Lamp ${section} has a switch with the number ${at}, which turns the light of that lamp on and off.`,
  );
  return `## Lamp ${section}\n\n${sentences.join(" ")}`;
})
  .concat("## Satisfaction\n\nCustomers are reimbursed in full within fourteen days.")
  .join("\n\n");

async function created(account: Account, line: string, body: object): Promise<{ id: string }> {
  const response = await callOf(account, line, body);
  expect(response.status).toBe(201);
  return (await response.json()) as { id: string };
}

/** Null when all is there. While it is read it is at 0. */
async function progressOf(account: Account, path: string): Promise<number | null> {
  const source = (await (await callOf(account, `GET ${path}`)).json()) as { status: string; meaning_progress: number | null };
  return source.status === "synced" ? source.meaning_progress : 0;
}

function bytesOf(pid: number): number {
  return 1_024 * Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]);
}

/** The encoder among the processes that this one started. */
function encoderOf(parent: number): number | null {
  for (const pid of readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)) {
    try {
      const isChild = new RegExp(`^PPid:\\s+${parent}$`, "m").test(readFileSync(`/proc/${pid}/status`, "utf8"));
      if (isChild && readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("encoder-program")) return pid;
    } catch {
      // It ended meanwhile.
    }
  }
  return null;
}
