import { afterAll, beforeAll, expect, test } from "vitest";
import type { Check, CheckRun } from "#features/checks/contract.ts";
import type { Usage } from "#features/usage/contract.ts";
import { startModelServer, type ModelServer } from "../model-server.ts";
import { callOf, signUp, type Account } from "./account.ts";
import { eventually, startServer } from "./server-process.ts";
import { makeStartedDataDir } from "./started-data-dir.ts";

const checkCount = 12;
let models: ModelServer;
beforeAll(async () => {
  models = await startModelServer();
});
afterAll(() => models.close());

test("a run of checks that kill -9 cut off continues where it was: each is asked, none counts twice", { timeout: 180_000 }, async () => {
  const dataDir = await makeStartedDataDir();
  const options = { dataDir, variables: { MODEL_BASE_URL: models.url, MODEL_NAME: "local-small", MODEL_API_KEY: "sk-local" } };
  models.script(...Array.from({ length: checkCount + 1 }, () => ({ text: ["[no answer] ", "The documents do not say."], delayMs: 150 })));
  const killed = await startServer(options);
  const account = await signUp(killed.url);
  const path = await addChecks(account);
  const begun = await read<CheckRun>(account, `POST ${path}/check-runs`, {});
  const runOf = (at: Account) => read<CheckRun>(at, `GET ${path}/check-runs/${begun.id}`);
  expect(await eventually(async () => (await runOf(account)).passed >= 3, 60_000)).toBe(true);
  await killed.stop("SIGKILL");

  const server = await startServer(options);
  const here = { ...account, url: server.url };
  expect((await runOf(here)).passed).toBeLessThan(checkCount);
  expect(await eventually(async () => (await runOf(here)).status !== "running", 90_000)).toBe(true);
  expect(await runOf(here)).toMatchObject({ status: "done", total: checkCount, passed: checkCount, failed: 0, unanswered: 0 });
  const { data } = await read<{ data: Check[] }>(here, `GET ${path}/checks?per_page=100`);
  expect(data.map(({ last }) => last?.change)).toEqual(Array.from({ length: checkCount }, () => "passing"));
  // What was being answered when the process died is asked once more.
  expect(models.requests.length).toBeLessThanOrEqual(checkCount + 1);
  const { answers, output_tokens } = (await read<Usage>(here, "GET /usage")).totals;
  // Each answer takes 20; one whose process died before it was saved is not known of.
  expect([answers, output_tokens]).toEqual([0, checkCount * 20]);
  await server.stop();
});

/** Checks that a model answers; the path of their project. */
async function addChecks(account: Account): Promise<string> {
  const project = await read<{ id: string }>(account, "POST /projects", { name: "Help centre" });
  const path = `/projects/${project.id}`;
  const agent = await read<{ id: string }>(account, `POST ${path}/agents`, { name: "Captain" });
  for (let number = 1; number <= checkCount; number += 1)
    await read(account, `POST ${path}/checks`, {
      question: `How long does parcel ${number} take?`,
      expects: "declined",
      agent_id: agent.id,
    });
  return path;
}

async function read<Body>(account: Account, line: string, body?: object): Promise<Body> {
  const answer = await callOf(account, line, body);
  if (!answer.ok) throw new Error(`${line} answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json()) as Body;
}
