import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { signUp } from "./account.ts";
import { makeDataDir, runServer, startServer } from "./server-process.ts";

test("the caller's variables for another PostgreSQL do not reach the one that comes along", async () => {
  const foreign = {
    PGHOST: "db.example.com",
    PGPORT: "1",
    PGUSER: "somebody",
    PGPASSWORD: "hidden-word",
    PGDATABASE: "elsewhere",
    PGSSLMODE: "verify-full",
    PGOPTIONS: "-c search_path=elsewhere",
    PGAPPNAME: "x".repeat(300),
  };
  const server = await startServer({ dataDir: await makeDataDir(), variables: foreign });
  expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
  await signUp(server.url);
  await server.stop();
});

test.each([
  ["/dev/null", "/dev/null is a file. DATA_DIR is a folder."],
  ["/dev/null/data", "/dev/null/data leads through a file. DATA_DIR is a folder."],
])("DATA_DIR=%s is refused in one sentence", async (dataDir, sentence) => {
  const { code, output } = await runServer({ dataDir });
  expect([code, output.trim()]).toEqual([1, `DATA_DIR cannot be used: ${sentence}`]);
});

test.for(["", "/deep/er/data"])("a DATA_DIR in a folder of another user (%j) is refused with its cause", async (inside, context) => {
  if (process.getuid?.() !== 0) return context.skip("only root can become another user");
  const folder = mkdtempSync(join(tmpdir(), "botcadence-foreign-"));
  chmodSync(folder, 0o755);
  const uid = execFileSync("id", ["-u", "daemon"], { encoding: "utf8" }).trim();
  const prefix = ["/usr/bin/setpriv", "--reuid", uid, "--regid", uid, "--clear-groups"];
  const { code, output } = await runServer({ dataDir: `${folder}${inside}`, prefix });
  expect(code).toBe(1);
  expect(output).toContain(`DATA_DIR cannot be used: ${folder}${inside} does not let this user write.`);
  expect(readdirSync(folder)).toEqual([]);
  rmSync(folder, { recursive: true });
});
