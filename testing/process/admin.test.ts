import { execFile } from "node:child_process";
import { readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { callOf, signUp } from "./account.ts";
import { makeDataDir, startServer } from "./server-process.ts";
import { makeStartedDataDir } from "./started-data-dir.ts";

const root = join(import.meta.dirname, "../..");
const ownKey = "an-operator-key-of-ones-own-long-enough";

test("the command finds the server of its DATA_DIR, and the operator lists, shows, suspends and reactivates", async () => {
  const dataDir = await makeStartedDataDir();
  const server = await startServer({ dataDir });
  const ann = await signUp(server.url);
  const id = ann.organizationId;
  const admin = (...words: string[]) => runAdmin({ DATA_DIR: dataDir }, ...words);

  const list = await admin("list");
  expect(list).toEqual({
    code: 0,
    said: expect.stringMatching(new RegExp(`^ID +STATUS .*NAME\\n${id} +active +1 +0 .* ann\\n1 in all\\n$`)),
    wrong: "",
  });
  expect((await admin("list", "ann@example.com")).said).toContain(id);
  expect((await admin("list", "nobody")).said).toBe("No organization was found.\n");
  expect((await admin("show", id)).said).toContain("Owners    Ann <ann@example.com>\n");

  const suspended = await admin("suspend", id, "--reason", "Reported for spam.");
  expect(suspended).toEqual({
    code: 0,
    said: expect.stringMatching(/^ann \(org_\w+\) is suspended since .* UTC, by Operator: Reported for spam\.\n$/),
    wrong: "",
  });
  expect((await callOf(ann, "POST /projects", { name: "Late" })).status).toBe(423);
  expect(await admin("suspend", id, "--reason", "Again")).toEqual({
    code: 1,
    said: "",
    wrong: "This organization is suspended already: Reported for spam.\n",
  });
  expect(await admin("reactivate", id)).toMatchObject({ code: 0, said: expect.stringContaining("is active since") });
  expect((await callOf(ann, "POST /projects", { name: "On time" })).status).toBe(201);

  const events = await admin("account-log", "ann@example.com");
  expect(events).toMatchObject({ code: 0, said: expect.stringMatching(/ 127\.0\.0\.1 +Account created .*\n1 in all\n$/) });
  expect(await admin("account-log", "nobody@example.com")).toMatchObject({ code: 1, wrong: "No account has this address.\n" });

  const verified = await admin("audit-verify");
  expect(verified).toMatchObject({ code: 0, said: expect.stringMatching(new RegExp(`^${id} +0 +0 .*nothing is sealed yet$`, "m")) });
  const head = await admin("audit-verify", id, "--head", "0".repeat(64));
  expect(head).toMatchObject({ code: 1, said: "", wrong: expect.stringContaining(`BROKEN ${id}: `) });

  const log = (await (await callOf(ann, "GET /audit-entries")).json()) as { data: { action: string; actor_label: string }[] };
  expect(log.data.filter(({ actor_label }) => actor_label === "Operator").map(({ action }) => action)).toEqual([
    "operator.reactivate_organization",
    "operator.suspend_organization",
  ]);
  await server.stop();
});

test("the operator creates an organization for a customer, and purges it only with --yes", async () => {
  const dataDir = await makeStartedDataDir();
  const server = await startServer({ dataDir });
  const admin = (...words: string[]) => runAdmin({ DATA_DIR: dataDir }, ...words);
  expect(await admin("create", "Customer Ltd")).toMatchObject({ code: 1, wrong: "Name its Owner with --owner EMAIL.\n" });
  const made = await admin("create", "Customer Ltd", "--owner", "cleo@customer.example");
  expect(made).toMatchObject({
    code: 0,
    said: expect.stringMatching(
      /^Customer Ltd \(org_\w+\) was created and waits for its Owner\. An invitation was mailed to cleo@customer\.example\.\n$/,
    ),
  });
  const id = /org_\w+/.exec(made.said)![0];
  expect((await admin("show", id)).said).toContain("none yet: its first Owner is invited");

  expect(await admin("purge", id)).toMatchObject({
    code: 1,
    said: "",
    wrong: expect.stringMatching(/^This deletes Customer Ltd .* Say --yes to do it\.\n$/),
  });
  expect((await admin("show", id)).code).toBe(0);
  expect(await admin("purge", id, "--yes")).toMatchObject({
    code: 0,
    said: expect.stringMatching(/^Customer Ltd \(org_\w+\) is gone\.\n/),
  });
  expect(await admin("show", id)).toMatchObject({ code: 1, wrong: "There is no organization with this id.\n" });
  await server.stop();
});

test("a reset link of the command lets somebody in who forgot the password", async () => {
  const dataDir = await makeStartedDataDir();
  const server = await startServer({ dataDir });
  await signUp(server.url);
  const { code, said } = await runAdmin({ DATA_DIR: dataDir }, "reset-link", "ann@example.com");
  expect([code, said.startsWith(`${server.url}/reset-password?token=`)]).toEqual([0, true]);
  const token = new URL(said.split("\n")[0]!).searchParams.get("token");
  const post = (path: string, body: object) =>
    fetch(`${server.url}/api/auth/${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: server.url },
      body: JSON.stringify(body),
    });
  expect((await post("reset-password", { token, newPassword: "Another Passw0rd" })).status).toBe(200);
  expect((await post("sign-in/email", { email: "ann@example.com", password: "Another Passw0rd" })).status).toBe(200);
  expect(await runAdmin({ DATA_DIR: dataDir }, "reset-link", "nobody@example.com")).toMatchObject({
    code: 1,
    wrong: "No account has this address.\n",
  });
  await server.stop();
});

test("what is not done is a sentence and exit code 1: wrong words, an unknown id, no reason", async () => {
  const dataDir = await makeStartedDataDir();
  const server = await startServer({ dataDir });
  const admin = (...words: string[]) => runAdmin({ DATA_DIR: dataDir }, ...words);
  for (const [words, wrong] of [
    [["show", "org_01kb0000000000000000000000"], "There is no organization with this id.\n"],
    [["show", "nonsense"], "There is nothing here that you can see.\n"],
    [["suspend", "org_01kb0000000000000000000000"], "Say why with --reason TEXT: everybody in the organization reads it.\n"],
    [["reset-link", "no address"], "Enter an email address such as name@example.com.\n"],
    [["show"], expect.stringContaining("npm run admin -- show ORG")],
    [["frobnicate"], expect.stringContaining('There is no command "frobnicate".')],
    [["list", "--pages", "2"], expect.stringContaining("--pages")],
    [[], expect.stringContaining("npm run admin -- COMMAND")],
  ] as const) {
    expect(await admin(...words), words.join(" ")).toEqual({ code: 1, said: "", wrong });
  }
  expect((await admin("--help")).code).toBe(0);
  await server.stop();
});

test("without a server the command says how to start it, also where one was killed", async () => {
  const dataDir = await makeDataDir();
  const missing = { code: 1, said: "", wrong: expect.stringMatching(/^No Botcadence runs on \/.*data\. Start it with npm start/) };
  expect(await runAdmin({ DATA_DIR: dataDir }, "list")).toEqual(missing);
  const server = await startServer({ dataDir });
  const file = join(dataDir, "server.json");
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  const left = await readFile(file, "utf8");
  await server.stop();
  expect(await runAdmin({ DATA_DIR: dataDir }, "list")).toEqual(missing);
  await writeFile(file, left);
  expect(await runAdmin({ DATA_DIR: dataDir }, "list")).toEqual(missing);
});

test("the operator sets, shows and ends what an organization may use in a month", async () => {
  const dataDir = await makeStartedDataDir();
  const server = await startServer({ dataDir });
  const { organizationId: id } = await signUp(server.url);
  const limits = (...words: string[]) => runAdmin({ DATA_DIR: dataDir }, "limits", id, ...words);
  // What an organization has from the configuration is there before anything is set.
  const usual = (await limits()).said;
  expect(usual).toMatch(/^answers +none\n/);
  expect(usual).toMatch(/^bytes_stored +5000000000, by default$/m);
  expect(usual).toMatch(/^projects +0 of 200, by default$/m);
  expect((await limits("--answers", "500", "--bytes-stored", "1000000")).said).toMatch(/^answers +0 used of 500\n/);
  expect((await limits("--answers", "none")).said).toMatch(/^answers +none\n[^]*bytes_stored +0 used of 1000000\n/);
  expect(await limits("--answers", "many")).toMatchObject({ code: 1, wrong: "--answers takes a whole number, or none.\n" });
  expect((await limits("--clear")).said).toBe(usual);
  await server.stop();
});

test("with an operator key of one's own the command reaches a server elsewhere, and the key is not written down", async () => {
  const dataDir = await makeStartedDataDir();
  const server = await startServer({ dataDir, variables: { OPERATOR_KEY: ownKey } });
  await signUp(server.url);
  const elsewhere = { DATA_DIR: await makeDataDir(), APP_URL: server.url };
  expect(await runAdmin({ ...elsewhere, OPERATOR_KEY: ownKey }, "list")).toMatchObject({
    code: 0,
    said: expect.stringContaining("1 in all"),
  });
  expect(await runAdmin({ ...elsewhere, OPERATOR_KEY: `${ownKey}x` }, "list")).toMatchObject({
    code: 1,
    wrong: "The server does not know this operator key. Set OPERATOR_KEY as the server has it.\n",
  });
  expect((await runAdmin({ ...elsewhere }, "list")).wrong).toContain("No Botcadence runs on");
  expect(await readFile(join(dataDir, "server.json"), "utf8")).not.toContain(ownKey);
  expect((await runAdmin({ DATA_DIR: dataDir }, "list")).wrong).toBe("The server was started with an OPERATOR_KEY. Set it here as well.\n");
  expect((await runAdmin({ DATA_DIR: dataDir, OPERATOR_KEY: ownKey }, "list")).code).toBe(0);
  await server.stop();
});

function runAdmin(variables: Record<string, string>, ...words: string[]): Promise<{ code: number; said: string; wrong: string }> {
  return new Promise((resolve) => {
    const env = { PATH: process.env.PATH, NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE, ...variables };
    execFile(process.execPath, [join(root, "tools/admin.ts"), ...words], { cwd: root, env }, (error, said, wrong) =>
      resolve({ code: Number(error?.code ?? 0), said, wrong }),
    );
  });
}
