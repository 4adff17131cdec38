import { execFile } from "node:child_process";
import { chmod, readdir } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { expect, test } from "vitest";
import { socketDirectory } from "#platform/database/embedded/directories.ts";
import { makeDataDir, startServer } from "./server-process.ts";
import { makeStartedDataDir } from "./started-data-dir.ts";

const root = join(import.meta.dirname, "../..");
type Report = { facts: { name: string; value: string }[]; problems: string[] };

test("while the server runs the doctor says what runs, which version, where and how large", async () => {
  const dataDir = await makeStartedDataDir();
  const server = await startServer({ dataDir });
  const { code, facts, problems } = await runDoctor({ DATA_DIR: dataDir, PORT: new URL(server.url).port });
  expect(problems).toEqual([]);
  expect(code).toBe(0);
  expect(facts).toMatchObject({
    Node: process.versions.node,
    Server: `ready at ${server.url}`,
    DATA_DIR: dataDir,
    PostgreSQL: expect.stringMatching(/^18\./),
    Socket: socketDirectory(dataDir),
    Migrations: expect.stringMatching(/^\d+ ran, 0 waiting$/),
    Roles: expect.stringContaining("as they should be"),
    "Database size": expect.stringMatching(/^\d+\.\d MB$/),
    "Largest tables": expect.stringContaining("app."),
    "Sign-up": expect.stringContaining("open"),
    Mail: expect.stringContaining("/dev/mailbox"),
    SMS: expect.stringContaining("/dev/sms"),
    Model: "built-in answerer",
  });
  await server.stop();
});

test("where nothing runs the doctor says so, starts nothing and makes nothing", async () => {
  const dataDir = await makeDataDir();
  const before = await runDoctor({ DATA_DIR: dataDir, PORT: "1" });
  expect(before.facts).toMatchObject({ Server: expect.stringContaining("not running"), Database: expect.stringContaining("none yet") });
  expect(before.code).toBe(0);
  await expect(readdir(dataDir)).rejects.toThrow("ENOENT");
  await (await startServer({ dataDir })).stop();
  const after = await runDoctor({ DATA_DIR: dataDir, PORT: "1" });
  expect(after.facts).toMatchObject({ PostgreSQL: "18, not running", "Database size": expect.stringContaining("on disk") });
  expect(after.code).toBe(0);
});

test("what is wrong is a sentence with what to do, and the exit code is 1", async () => {
  const dataDir = await makeStartedDataDir();
  const server = await startServer({ dataDir });
  const admin = new pg.Client({ host: socketDirectory(dataDir), user: "postgres", database: "botcadence" });
  await admin.connect();
  const { rows } = await admin.query("select role_prefix from app.installation");
  const login = `${rows[0].role_prefix}_login`;
  await admin.query(`alter role ${login} bypassrls inherit`);
  await admin.query("alter table app.projects no force row level security");
  await admin.query("delete from app.migrations where name like '0001%'");
  await admin.end();
  await chmod(join(dataDir, "secret"), 0o644);
  const { code, problems } = await runDoctor({ DATA_DIR: dataDir, PORT: new URL(server.url).port });
  expect(code).toBe(1);
  const said = problems.join("\n");
  expect(said).toContain(`alter role ${login} nobypassrls noinherit;`);
  expect(said).toContain("alter table app.projects enable row level security, force row level security;");
  expect(said).toContain("Migrations wait: 0001-tenancy.sql.");
  expect(said).toContain(`chmod 600 ${join(dataDir, "secret")}`);
  expect(problems.length).toBe(4);
  await server.stop();
});

test("a database that cannot be reached is a problem, and no password is printed", async () => {
  const { code, output, problems } = await runDoctor({
    DATABASE_URL: "postgres://somebody:hidden-word@127.0.0.1:1/none",
    SMTP_URL: "smtp://mailer:hidden-word@mail.example.com",
    APP_SECRET: "a secret that is long enough for this",
    PORT: "1",
  });
  expect(code).toBe(1);
  expect(problems).toEqual([expect.stringContaining("The database cannot be reached")]);
  expect(output).not.toContain("hidden-word");
});

function runDoctor(
  variables: Record<string, string>,
): Promise<{ code: number; output: string; facts: Record<string, string>; problems: string[] }> {
  return new Promise((resolve) => {
    const env = { PATH: process.env.PATH, ...variables };
    execFile(process.execPath, [join(root, "tools/doctor.ts"), "--json"], { cwd: root, env }, (error, stdout, stderr) => {
      const { facts, problems } = JSON.parse(stdout) as Report;
      const byName = Object.fromEntries(facts.map(({ name, value }) => [name, value]));
      resolve({ code: Number(error?.code ?? 0), output: stdout + stderr, facts: byName, problems });
    });
  });
}
