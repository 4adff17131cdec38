import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { expect, test } from "vitest";
import { isAlive, directoriesOf, programEnvironment } from "#platform/database/embedded/directories.ts";
import { findPostgres } from "#platform/database/embedded/package.ts";
import { chooseRunAs } from "#platform/database/embedded/run-as.ts";
import { callOf, listIds, signIn, signUp, type Account } from "./account.ts";
import { eventually, readPostmasterPid, startServer, type ServerProcess } from "./server-process.ts";
import { makeStartedDataDir } from "./started-data-dir.ts";

const writers = 12;
/** What an answer of ours promised to keep, by the address of the list that it is in. */
type Acknowledged = Map<string, Set<string>>;

test("kill -9 of node alone under load loses nothing that was acknowledged", { timeout: 180_000 }, async () => {
  await loseNothing(async ({ pid }) => {
    process.kill(pid, "SIGKILL");
  });
});

test("kill -9 of node and the postmaster under load loses nothing that was acknowledged", { timeout: 180_000 }, async () => {
  await loseNothing(async ({ pid }, dataDir) => {
    const postmaster = await readPostmasterPid(dataDir);
    process.kill(postmaster, "SIGKILL");
    process.kill(pid, "SIGKILL");
  });
});

test("when PostgreSQL ends by itself, node says so and exits with another code than 0", async () => {
  const dataDir = await makeStartedDataDir();
  const server = await startServer({ dataDir });
  const account = await signUp(server.url);
  process.kill(await readPostmasterPid(dataDir), "SIGKILL");
  expect(await server.exited).toBe(1);
  expect(server.output()).toContain("PostgreSQL ended without being asked to");
  const again = await startServer({ dataDir });
  expect((await signIn(again.url)).organizationId).toBe(account.organizationId);
  await again.stop();
});

test("a PostgreSQL that a killed process left running is taken over, and stopped in the end", async () => {
  const dataDir = await makeStartedDataDir();
  const first = await startServer({ dataDir });
  const account = await signUp(first.url);
  await first.stop();
  const orphan = await startOrphan(dataDir);
  const second = await startServer({ dataDir, variables: { LOG_LEVEL: "info" } });
  expect(second.output()).toContain("took it over");
  expect(await readPostmasterPid(dataDir)).toBe(orphan);
  expect((await signIn(second.url)).organizationId).toBe(account.organizationId);
  await second.stop();
  expect(isAlive(orphan)).toBe(false);
});

/** Three rounds of load, each broken off by `kill` at a moment of its own; then counts what was promised. */
async function loseNothing(kill: (server: ServerProcess, dataDir: string) => Promise<void>): Promise<void> {
  const dataDir = await makeStartedDataDir();
  const acknowledged: Acknowledged = new Map();
  let server = await startServer({ dataDir });
  let account = await signUp(server.url);
  for (let round = 0; round < 3; round += 1) {
    const before = count(acknowledged);
    let isKilled = false;
    const load = writeUntilItFails(account, acknowledged, () => isKilled);
    await eventually(() => count(acknowledged) > before + 50 + round * 40, 60_000);
    isKilled = true;
    await kill(server, dataDir);
    await load;
    expect(count(acknowledged)).toBeGreaterThan(before);
    server = await startServer({ dataDir });
    account = await signIn(server.url);
  }
  for (const [list, promised] of acknowledged) {
    const kept = await listIds(account, list);
    expect(
      [...promised].filter((id) => !kept.has(id)),
      list,
    ).toEqual([]);
  }
  await server.stop();
}

/**
 * Makes projects, and uploads and texts where this build knows them, as fast as answers come. Until something is killed each
 * succeeds; afterwards node may say, while it still lives, that its database is gone, which promises nothing.
 */
async function writeUntilItFails(account: Account, acknowledged: Acknowledged, isKilled: () => boolean): Promise<void> {
  const openApi = await fetch(`${account.url}/openapi.json`).then((response) => response.text());
  const project = await callOf(account, "POST /projects", { name: "Knowledge" }).then(
    (response) => response.json() as Promise<{ id: string }>,
  );
  const sources = `/projects/${project.id}/sources`;
  const writes = [
    { line: "POST /projects", list: "/projects", body: (index: number) => ({ name: `Project ${index}` }) },
    {
      line: `POST ${sources}/texts`,
      list: sources,
      body: (index: number) => ({ name: `Text ${index}`, text: `Parcel ${index} arrives on a Monday.` }),
    },
    { line: `POST ${sources}/files`, list: sources, body: formOf },
  ].filter(({ line }) => line === "POST /projects" || openApi.includes(`{project_id}/sources/${line.split("/").at(-1)}"`));
  const write = async (start: number) => {
    for (let index = start; ; index += writers) {
      const { line, list, body } = writes[index % writes.length]!;
      const response = await callOf(account, line, body(index)).catch(() => null);
      const answer = await response?.json().catch(() => null);
      if (!response || !answer) return;
      if (!response.ok && isKilled()) return;
      if (!response.ok) throw new Error(`${line} answered ${response.status}: ${JSON.stringify(answer)}`);
      const { id, data } = answer as { id?: string; data?: { id: string }[] };
      const promised = acknowledged.get(list) ?? new Set();
      acknowledged.set(list, promised.add(id ?? data![0]!.id));
    }
  };
  await Promise.all(Array.from({ length: writers }, (_, start) => write(start)));
}

function formOf(index: number): FormData {
  const form = new FormData();
  form.append("file", new File([`Order ${index} costs ${index} euros.`], `order-${index}.txt`, { type: "text/plain" }));
  return form;
}

function count(acknowledged: Acknowledged): number {
  return [...acknowledged.values()].reduce((sum, ids) => sum + ids.size, 0);
}

/** A postmaster without a parent that watches it, as it is left where there is no setpriv. */
async function startOrphan(dataDir: string): Promise<number> {
  const [postgres, directories] = [await findPostgres(), directoriesOf(dataDir)];
  const { prefix } = await chooseRunAs(directories.data);
  const unwatched = prefix.filter((word) => word !== "--pdeathsig" && word !== "INT");
  const [program = "", ...words] = [...(unwatched.length > 1 ? unwatched : []), join(postgres.bin, "postgres"), "-D", directories.data];
  const settings = ["-k", directories.socket, "-p", "5432", "-c", "listen_addresses="];
  const child = spawn(program, [...words, ...settings], { detached: true, env: programEnvironment(postgres), stdio: "ignore" });
  await once(child, "spawn");
  child.unref();
  return child.pid!;
}
