import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { socketDirectory } from "#platform/database/embedded/directories.ts";
import { databaseName } from "#platform/database/embedded/start.ts";
import { callOf, signUp } from "#testing/process/account.ts";
import { makeDataDir, startServer } from "#testing/process/server-process.ts";
import { freePort } from "#testing/free-port.ts";
import { processorMsBelow } from "#testing/processes.ts";
import { loadTool, requestsPerSecond } from "./load/requests.ts";
import { median, printTable } from "./load/table.ts";

const rounds = 5;
const load = { connections: 32, seconds: 3 };

type Measure = { perSecond: number; microseconds: number };

/**
 * An authenticated read of a tenant's rows through the whole product, beside a bare route with one indexed select of
 * the same rows on the same PostgreSQL. The two take turns. Goal: at least half as many requests per second.
 */
export default async function http(): Promise<void> {
  const dataDir = await makeDataDir();
  const server = await startServer({ dataDir, variables: { LOG_LEVEL: "info" } });
  const account = await signUp(server.url);
  let project = { id: "" };
  for (let index = 0; index < 20; index += 1) {
    project = (await (await callOf(account, "POST /projects", { name: `Project ${index}` })).json()) as { id: string };
  }
  const bare = await startBareServer(dataDir);
  const headers = { cookie: account.cookie };
  const organization = `organizations/${account.organizationId}/projects`;
  /** Requests per second, and microseconds of processor that node and PostgreSQL spent on each. */
  const measure = async (url: string, sent: Record<string, string>) => {
    const before = processorMsBelow(server.pid) + processorMsBelow(bare.pid);
    const perSecond = await requestsPerSecond(url, sent, load);
    const spentMs = processorMsBelow(server.pid) + processorMsBelow(bare.pid) - before;
    return { perSecond, microseconds: (spentMs * 1000) / (perSecond * load.seconds) };
  };
  const rows: (string | number)[][] = [["", "bare/s", "ours/s", "ratio", "goal", "bare µs", "ours µs"]];
  for (const [name, path] of [
    ["one project", `${organization}/${project.id}`],
    ["20 projects", organization],
  ] as const) {
    const sides = { bare: [] as Measure[], ours: [] as Measure[] };
    for (let round = -1; round < rounds; round += 1) {
      const [ofBare, ofOurs] = [await measure(`${bare.url}/${path}`, {}), await measure(`${server.url}/v1/${path}`, headers)];
      // The first round warms both up.
      if (round >= 0) sides.bare.push(ofBare);
      if (round >= 0) sides.ours.push(ofOurs);
    }
    const middle = (side: Measure[], of: keyof Measure) => Math.round(median(side.map((each) => each[of])));
    const [ofBare, ofOurs] = [middle(sides.bare, "perSecond"), middle(sides.ours, "perSecond")];
    const spent = [middle(sides.bare, "microseconds"), middle(sides.ours, "microseconds")];
    rows.push([name, ofBare, ofOurs, (ofOurs / ofBare).toFixed(2), "≥ 0.50", ...spent]);
  }
  bare.stop();
  await server.stop();
  console.log(`  ${load.connections} connections, medians of ${rounds} interleaved rounds of ${load.seconds} s, by ${loadTool()}`);
  printTable(rows);
}

/** On the same database, as its superuser: no role is changed and no policy is checked. */
async function startBareServer(dataDir: string): Promise<{ url: string; pid: number; stop(): void }> {
  const port = await freePort();
  const connection = { host: socketDirectory(dataDir), port: 5432, user: "postgres", database: databaseName };
  const program = join(import.meta.dirname, "load/bare-server.ts");
  const child = spawn(process.execPath, [program, JSON.stringify({ port, connection })], { stdio: ["ignore", "pipe", "inherit"] });
  await once(child.stdout, "data");
  return { url: `http://127.0.0.1:${port}`, pid: child.pid!, stop: () => void child.kill() };
}
