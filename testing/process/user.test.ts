import { execFileSync } from "node:child_process";
import { chownSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { callOf, listIds, signIn, signUp } from "./account.ts";
import { readPostmasterPid, startServer } from "./server-process.ts";

const root = join(import.meta.dirname, "../..");
const parts = ["main.ts", "app.ts", "package.json", "access", "features", "migrations", "platform"];
/** Not nobody, as whom PostgreSQL runs anyway, and somebody whom every Debian knows. */
const somebody = Number(execFileSync("id", ["-u", "daemon"], { encoding: "utf8" }));
const prefix = ["/usr/bin/setpriv", "--reuid", String(somebody), "--regid", String(somebody), "--clear-groups"];

test("an ordinary user may run it, and root can continue with that user's data and hand it back", { timeout: 180_000 }, async (context) => {
  if (process.getuid?.() !== 0) return context.skip("the tests run as an ordinary user already");
  if (!existsSync(prefix[0]!)) return context.skip("setpriv is missing, by which root becomes somebody else");
  // On a disk even where what is temporary lies in memory, since links do not lead from there to the packages.
  const home = mkdtempSync(join(existsSync("/var/tmp") ? "/var/tmp" : tmpdir(), "botcadence-user-"));
  const folder = join(home, "botcadence");
  mkdirSync(folder);
  for (const part of parts) cpSync(join(root, part), join(folder, part), { recursive: true });
  // As links: a copy of the packages would be half a gigabyte.
  execFileSync("sh", ["-c", 'cp -rl "$0" "$1" 2>/dev/null || cp -r "$0/." "$1"', join(root, "node_modules"), join(folder, "node_modules")]);
  for (const path of [home, folder]) chownSync(path, somebody, somebody);
  const dataDir = join(home, "data");
  const node = join(folder, "node_modules/.bin/node");

  const first = await startServer({ dataDir, folder, prefix, node });
  const account = await signUp(first.url);
  expect((await callOf(account, "POST /projects", { name: "Mine" })).status).toBe(201);
  expect(statSync(`/proc/${await readPostmasterPid(dataDir)}`).uid).toBe(somebody);
  expect(await first.stop()).toBe(0);

  const asRoot = await startServer({ dataDir });
  await callOf(await signIn(asRoot.url), "POST /projects", { name: "Of root" });
  expect(statSync(`/proc/${await readPostmasterPid(dataDir)}`).uid).toBe(somebody);
  await asRoot.stop();

  const again = await startServer({ dataDir, folder, prefix, node });
  expect((await listIds(await signIn(again.url), "/projects")).size).toBe(2);
  await again.stop();
  rmSync(home, { recursive: true, force: true });
});
