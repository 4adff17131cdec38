import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { socketDirectory } from "#platform/database/embedded/directories.ts";
import { databaseName } from "#platform/database/embedded/start.ts";
import { callOf, signUp, type Account } from "#testing/process/account.ts";
import { countUndrawn, issueRepeatedly, issuingVariables } from "#testing/process/issuing.ts";
import { eventually, makeDataDir, startServer, type ServerProcess } from "#testing/process/server-process.ts";
import { makePdf } from "./load/pdf.ts";
import { printTable } from "./load/table.ts";

const pdfBytes = 9_900_000;
const parseMsMax = 300_000;

/** How late the server's event loop runs while a query of one second runs, a large PDF is read, and ten invoices are drawn. */
export default async function eventLoop(): Promise<void> {
  const dataDir = await makeDataDir();
  const probe = join(import.meta.dirname, "load/delay-probe.ts");
  const server = await startServer({ dataDir, nodeWords: ["--import", probe] });
  const account = await signUp(server.url);
  await sleep(1_000);
  await readDelay(server);
  const rows = [["", "p50", "p99", "longest", "goal"]];
  rows.push(["idle for a second", ...(await during(server, () => sleep(1_000)))]);
  rows.push(["a query of one second", ...(await during(server, () => askForOneSecond(dataDir, account))), "p99 < 50 ms"]);
  const openApi = await fetch(`${server.url}/openapi.json`).then((response) => response.text());
  if (openApi.includes("{project_id}/sources/files")) {
    rows.push(["a PDF of 10 MB", ...(await during(server, () => readPdf(account))), "p99 < 50 ms"]);
  }
  await server.stop();
  rows.push(["ten invoices", ...(await issueTen(probe)), "p99 < 50 ms"]);
  printTable(rows);
}

/** The operator issues ten invoices and takes nine of them back; all are drawn meanwhile. */
async function issueTen(probe: string): Promise<string[]> {
  const dataDir = await makeDataDir();
  const server = await startServer({ dataDir, nodeWords: ["--import", probe], variables: issuingVariables });
  const account = await signUp(server.url);
  await sleep(1_000);
  const delays = await during(server, async () => {
    await issueRepeatedly(account, 10);
    if (!(await eventually(async () => (await countUndrawn(dataDir)) === 0, 120_000))) throw new Error("The invoices were not drawn.");
  });
  await server.stop();
  return delays;
}

/** A request of ours whose query waits for a second behind a lock; others are answered meanwhile. */
async function askForOneSecond(dataDir: string, account: Account): Promise<void> {
  const client = new pg.Client({ host: socketDirectory(dataDir), user: "postgres", database: databaseName });
  await client.connect();
  await client.query("begin; lock table app.projects in access exclusive mode");
  const slow = callOf(account, "GET /projects");
  await sleep(1_000);
  await client.query("commit");
  await client.end();
  const response = await slow;
  if (!response.ok) throw new Error(`The list answered ${response.status}.`);
}

async function readPdf(account: Account): Promise<void> {
  const project = (await (await callOf(account, "POST /projects", { name: "Reading" })).json()) as { id: string };
  const form = new FormData();
  form.append("file", new File([makePdf(pdfBytes)], "large.pdf", { type: "application/pdf" }));
  const uploaded = await callOf(account, `POST /projects/${project.id}/sources/files`, form);
  if (!uploaded.ok) throw new Error(`The upload answered ${uploaded.status}: ${await uploaded.text()}`);
  type Sources = { data: { status: string; error: { message: string } | null }[] };
  const read = async () => ((await (await callOf(account, `GET /projects/${project.id}/sources`)).json()) as Sources).data[0]!;
  const finished = await eventually(async () => (await read()).status !== "processing", parseMsMax);
  const source = await read();
  if (!finished || source.status !== "synced") throw new Error(`The PDF was not read: ${source.error?.message ?? "it takes too long"}`);
}

async function during(server: ServerProcess, work: () => Promise<unknown>): Promise<string[]> {
  await readDelay(server);
  const started = performance.now();
  await work();
  const [p50 = "", p99 = "", longest = ""] = await readDelay(server);
  console.log(`  measured for ${((performance.now() - started) / 1000).toFixed(1)} s`);
  return [p50, p99, longest].map((value) => `${value} ms`);
}

async function readDelay(server: ServerProcess): Promise<string[]> {
  const before = server.output().length;
  process.kill(server.pid, "SIGUSR2");
  await eventually(() => server.output().slice(before).includes("max="));
  return [
    ...server
      .output()
      .slice(before)
      .matchAll(/=([\d.]+)/g),
  ].map((match) => match[1] ?? "");
}
