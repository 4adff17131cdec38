import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { socketDirectory } from "#platform/database/embedded/directories.ts";
import { databaseName } from "#platform/database/embedded/start.ts";
import { callOf, signUp } from "#testing/process/account.ts";
import { makeDataDir, startServer } from "#testing/process/server-process.ts";
import { freePort } from "#testing/server.ts";
import { loadTool, requestsPerSecond } from "./load/requests.ts";
import { median, printTable } from "./load/table.ts";

const rounds = 5;
const load = { connections: 32, seconds: 3 };

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
  const rows: (string | number)[][] = [["", "bare/s", "ours/s", "ratio", "goal"]];
  for (const [name, path] of [
    ["one project", `${organization}/${project.id}`],
    ["20 projects", organization],
  ] as const) {
    const sides = { bare: [] as number[], ours: [] as number[] };
    for (let round = -1; round < rounds; round += 1) {
      const [ofBare, ofOurs] = [
        await requestsPerSecond(`${bare.url}/${path}`, {}, load),
        await requestsPerSecond(`${server.url}/v1/${path}`, headers, load),
      ];
      // The first round warms both up.
      if (round >= 0) sides.bare.push(ofBare);
      if (round >= 0) sides.ours.push(ofOurs);
    }
    const [ofBare, ofOurs] = [median(sides.bare), median(sides.ours)];
    rows.push([name, Math.round(ofBare), Math.round(ofOurs), (ofOurs / ofBare).toFixed(2), "≥ 0.50"]);
  }
  bare.stop();
  await server.stop();
  console.log(`  ${load.connections} connections, medians of ${rounds} interleaved rounds of ${load.seconds} s, by ${loadTool()}`);
  printTable(rows);
}

/** On the same database, as its superuser: no role is changed and no policy is checked. */
async function startBareServer(dataDir: string): Promise<{ url: string; stop(): void }> {
  const port = await freePort();
  const connection = { host: socketDirectory(dataDir), port: 5432, user: "postgres", database: databaseName };
  const program = join(import.meta.dirname, "load/bare-server.ts");
  const child = spawn(process.execPath, [program, JSON.stringify({ port, connection })], { stdio: ["ignore", "pipe", "inherit"] });
  await once(child.stdout, "data");
  return { url: `http://127.0.0.1:${port}`, stop: () => void child.kill() };
}
