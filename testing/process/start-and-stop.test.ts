import { execFileSync, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { once } from "node:events";
import { connect, createServer, type AddressInfo } from "node:net";
import { join } from "node:path";
import { expect, test } from "vitest";
import { isAlive } from "#platform/database/embedded/directories.ts";
import { freePort } from "#testing/free-port.ts";
import { callOf, listIds, signIn, signUp } from "./account.ts";
import { makeDataDir, eventually, readPostmasterPid, runServer, startServer } from "./server-process.ts";
import { makeStartedDataDir } from "./started-data-dir.ts";

test("it prints one line with its address when it is ready, and a second start is ready within seconds on a busy machine", async () => {
  const dataDir = await makeDataDir();
  const first = await startServer({ dataDir });
  const lines = first.output().split("\n");
  expect(lines.filter((line) => line.includes(first.url))).toEqual([`Botcadence is ready at ${first.url}`]);
  expect((await fetch(`${first.url}/readyz`)).status).toBe(200);
  await first.stop();
  const second = await startServer({ dataDir });
  expect(second.readyMs).toBeLessThan(10_000);
  expect(await second.stop()).toBe(0);
});

test("a second process on the same DATA_DIR exits with 1 and says so, and the first keeps running", async () => {
  const dataDir = await makeStartedDataDir();
  const first = await startServer({ dataDir });
  const second = await runServer({ dataDir });
  expect(second.code).toBe(1);
  expect(second.output).toContain("already in use by another process");
  expect((await fetch(`${first.url}/readyz`)).status).toBe(200);
  await first.stop();
});

test("of two first starts at once on one DATA_DIR one serves and the other says why it does not", async () => {
  const dataDir = await makeDataDir();
  const outcomes = await Promise.allSettled([startServer({ dataDir }), startServer({ dataDir })]);
  const won = outcomes.filter((outcome) => outcome.status === "fulfilled");
  const lost = outcomes.filter((outcome) => outcome.status === "rejected");
  expect([won.length, lost.length]).toEqual([1, 1]);
  expect(String(lost[0]!.reason)).toContain("already in use by another process");
  const account = await signUp(won[0]!.value.url);
  expect((await callOf(account, "POST /projects", { name: "Kept" })).status).toBe(201);
  await won[0]!.value.stop();
});

test("SIGTERM lets a request in flight end, and stops PostgreSQL cleanly", async () => {
  const dataDir = await makeStartedDataDir();
  const server = await startServer({ dataDir });
  const account = await signUp(server.url);
  const postmaster = await readPostmasterPid(dataDir);
  const inFlight = Array.from({ length: 8 }, (_, index) => callOf(account, "POST /projects", { name: `Project ${index}` }));
  await eventually(async () => (await callOf(account, "GET /projects")).ok);
  const code = server.stop("SIGTERM");
  expect((await Promise.all(inFlight)).map((response) => response.status)).toEqual(Array.from({ length: 8 }, () => 201));
  expect(await code).toBe(0);
  expect(isAlive(postmaster)).toBe(false);
  expect(postgresLog(dataDir)).toContain("database system is shut down");
});

test("a stop that takes longer than three seconds says what it waits for, and ends", async () => {
  const server = await startServer({ dataDir: await makeStartedDataDir() });
  const socket = connect(Number(new URL(server.url).port), "127.0.0.1");
  await once(socket, "connect");
  socket.on("error", () => {});
  // A request whose body never ends.
  const head = ["POST /api/auth/sign-in/email HTTP/1.1", `Host: ${new URL(server.url).host}`, `Origin: ${server.url}`];
  const body = ["Content-Type: application/json", "Content-Length: 100", "", "{"];
  await new Promise((sent) => socket.write([...head, ...body].join("\r\n"), sent));
  expect(await server.stop()).toBe(0);
  expect(server.output()).toContain("Waiting for requests and jobs to end. Press Ctrl-C again to stop at once.");
});

test("when the program that started it vanishes, it stops, and PostgreSQL with it", async () => {
  const dataDir = await makeStartedDataDir();
  const port = await freePort();
  const start = 'require("node:child_process").spawn(process.execPath, ["main.ts"], { stdio: "inherit" })';
  const parent = spawn(process.execPath, ["-e", start], {
    cwd: join(import.meta.dirname, "../.."),
    env: { PATH: process.env.PATH, DATA_DIR: dataDir, PORT: String(port) },
    stdio: "ignore",
  });
  const ready = () =>
    fetch(`http://localhost:${port}/readyz`).then(
      (response) => response.ok,
      () => false,
    );
  expect(await eventually(ready, 60_000)).toBe(true);
  const postmaster = await readPostmasterPid(dataDir);
  parent.kill("SIGKILL");
  expect(await eventually(async () => !(await ready()) && !isAlive(postmaster))).toBe(true);
  expect(postgresLog(dataDir)).toContain("database system is shut down");
});

test("a back-up is a copy of the stopped DATA_DIR: started elsewhere it has every row, and sign-in works", async () => {
  const dataDir = await makeStartedDataDir();
  const server = await startServer({ dataDir });
  const account = await signUp(server.url);
  for (const name of ["One", "Two", "Three"]) await callOf(account, "POST /projects", { name });
  await server.stop();
  const elsewhere = await makeDataDir();
  // A plain copy, which as root leaves everything to root.
  execFileSync("cp", ["-r", dataDir, elsewhere]);
  const restored = await startServer({ dataDir: elsewhere });
  const again = await signIn(restored.url);
  expect(again.organizationId).toBe(account.organizationId);
  expect((await listIds(again, "/projects")).size).toBe(3);
  const withOldCookie = await listIds({ ...account, url: restored.url }, "/projects");
  expect(withOldCookie.size).toBe(3);
  await restored.stop();
});

test("a port that is taken is named, and PostgreSQL is stopped again", async () => {
  const taken = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => taken.once("listening", resolve));
  const { port } = taken.address() as AddressInfo;
  const dataDir = await makeStartedDataDir();
  const { code, output } = await runServer({ dataDir, variables: { PORT: String(port) } });
  taken.close();
  expect(code).toBe(1);
  expect(output).toContain(`Port ${port} is taken. Set PORT to another one.`);
  expect(postgresLog(dataDir)).toContain("database system is shut down");
});

function postgresLog(dataDir: string): string {
  return readFileSync(join(dataDir, "postgres.log"), "utf8").split("\n").slice(-6).join("\n");
}
