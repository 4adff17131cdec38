import { randomBytes } from "node:crypto";
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Export } from "#features/exports/contract.ts";
import { createTestDatabase, variablesFor, type TestDatabase } from "../database.ts";
import { unzip } from "../unzip.ts";
import { callOf, signUp, type Account } from "./account.ts";
import { makeDataDir, eventually, startServer, type ServerProcess } from "./server-process.ts";

/** An organization of 120 MB: files that cannot be compressed, and rows of two kilobytes. */
const [fileCount, fileBytes] = [14, 8_000_000];
const rowCount = 5_000;
/** Much less than what is exported. Buffers lie outside the heap. */
const [heapMB, buffersMaxMB] = [96, 100];

test(
  "an organization of 120 MB is exported by a process of 96 MB, also when kill -9 cut it off, and downloaded in parts",
  { timeout: 300_000 },
  async () => {
    const [database, dataDir] = [await createTestDatabase(), await makeDataDir()];
    const options = { dataDir, variables: variablesFor(database), nodeWords: [`--max-old-space-size=${heapMB}`] };
    const killed = await startServer(options);
    const account = await signUp(killed.url);
    const folder = join(dataDir, "files", account.organizationId);
    await fill(database, folder, account.organizationId);

    const begun = (await callOf(account, "POST /exports", {}).then((answer) => answer.json())) as Export;
    expect(await eventually(async () => (await readExport(account, begun.id)).progress > 10, 60_000)).toBe(true);
    await killed.stop("SIGKILL");
    expect((await readdir(folder)).filter((name) => name.startsWith("exp_"))).toEqual([]);

    const server = await startServer(options);
    const here = { ...account, url: server.url };
    const buffers = watchBuffers(server);
    expect(await eventually(async () => (await readExport(here, begun.id)).status !== "running", 120_000)).toBe(true);
    const ready = await readExport(here, begun.id);
    expect(ready.status).toBe("ready");
    expect(ready.size_bytes).toBeGreaterThan(fileCount * fileBytes);

    const archive = await downloadInParts(here, ready);
    const mostMB = await buffers.stop();
    console.log(`Buffers while ${Math.round(archive.length / 1e6)} MB were made and sent: at most ${mostMB} MB`);
    expect(mostMB).toBeLessThan(buffersMaxMB);
    const files = await unzip(archive);
    expect([...files.keys()].filter((path) => path.startsWith("files/"))).toHaveLength(fileCount);
    expect(files.get("data/messages.jsonl")!.toString().split("\n")).toHaveLength(rowCount + 1);
    expect((await readdir(folder)).filter((name) => name.startsWith("exp_"))).toEqual([`${begun.id}_2`]);
    await server.stop();
    await database.drop();
  },
);

async function fill({ admin }: TestDatabase, folder: string, organization: string): Promise<void> {
  const id = (prefix: string, number: number | string) => `${prefix}_${String(number).padStart(26, "0")}`;
  const [project, agent, conversation] = [id("prj", 1), id("agt", 1), id("cnv", 1)];
  await admin.query("insert into projects (organization_id, id, name) values ($1, $2, 'Large')", [organization, project]);
  await admin.query("insert into agents (organization_id, id, project_id, name) values ($1, $2, $3, 'Agent')", [
    organization,
    agent,
    project,
  ]);
  await admin.query(
    "insert into conversations (organization_id, id, project_id, agent_id, origin) values ($1, $2, $3, $4, 'https://shop.example')",
    [organization, conversation, project, agent],
  );
  await admin.query(
    `insert into messages (organization_id, id, project_id, conversation_id, role, text)
     select $1, 'msg_' || lpad(n::text, 26, '0'), $2, $3, 'visitor', (select string_agg(md5(n::text || k), ' ') from generate_series(1, 60) k)
     from generate_series(1, $4::int) n`,
    [organization, project, conversation, rowCount],
  );
  await mkdir(folder, { recursive: true });
  for (let number = 1; number <= fileCount; number += 1) {
    const source = id("src", number);
    await writeFile(join(folder, source), randomBytes(fileBytes));
    await admin.query(
      `insert into sources (organization_id, id, project_id, kind, name, media_type, size_bytes, content_hash, status)
       values ($1, $2, $3, 'file', $4, 'application/pdf', $5, '', 'synced')`,
      [organization, source, project, `Catalogue ${number}.pdf`, fileBytes],
    );
  }
}

async function readExport(account: Account, id: string): Promise<Export> {
  return (await callOf(account, `GET /exports/${id}`).then((answer) => answer.json())) as Export;
}

/** As a browser does that loses its connection: each part asked for behind the one before it. */
async function downloadInParts(account: Account, { id, size_bytes: size }: Export): Promise<Buffer> {
  const parts: Buffer[] = [];
  for (let at = 0; at < size!;) {
    const answer = await fetch(`${account.url}/v1/organizations/${account.organizationId}/exports/${id}/file`, {
      headers: { cookie: account.cookie, range: `bytes=${at}-` },
    });
    expect(answer.status).toBe(206);
    const reader = answer.body!.getReader();
    // Cut off after a third of the whole.
    for (let read = 0; read < size! / 3;) {
      const { done, value } = await reader.read();
      if (done) break;
      parts.push(Buffer.from(value));
      read += value.length;
      at += value.length;
    }
    await reader.cancel();
  }
  return Buffer.concat(parts);
}

/** Asks the process every tenth of a second how much memory it has outside its heap. */
function watchBuffers({ url }: ServerProcess): { stop(): Promise<number> } {
  let mostMB = 0;
  let isWatching = true;
  const watching = (async () => {
    while (isWatching) {
      const metrics = await fetch(`${url}/metrics`).then((answer) => answer.text());
      mostMB = Math.max(mostMB, Math.round(Number(/^nodejs_external_memory_bytes (\S+)/m.exec(metrics)?.[1]) / 1e6));
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  })();
  return {
    async stop() {
      isWatching = false;
      await watching;
      return mostMB;
    },
  };
}
