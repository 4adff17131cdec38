import { expect, test } from "vitest";
import type { Agent } from "#features/agents/contract.ts";
import { useApp } from "#testing/app.ts";
import { createChecked, delivery } from "#testing/checks.ts";
import { cutOffAfter } from "#testing/cut-off-after.ts";
import { call, createAgent } from "#testing/factories.ts";
import { runJob } from "#testing/run-job.ts";
import type { DraftChecks } from "../../contract/draft-checks.ts";
import { runDraftChecks } from "./run-draft-checks.ts";

const target = useApp();

async function setUp() {
  const checked = await createChecked(target);
  const { organization, project } = checked;
  const { owner } = organization;
  const agent = await createAgent(target, organization, project, { name: "Desk" });
  const at = `/v1/organizations/${organization.id}/projects/${project}/agents/${agent}`;
  await checked.create(delivery);
  await checked.create({ question: "Who won the championship in rowing?", expects: "declined" });
  const idOf = async () =>
    (await target.database.admin.query<{ id: string }>("select id from draft_check_runs where agent_id = $1", [agent])).rows[0]!.id;
  const start = () => call<DraftChecks>(target, owner, `POST ${at}/draft-checks`, {});
  const work = async (signal?: AbortSignal) =>
    runJob(target, runDraftChecks, organization.id, { agent_id: agent, run_id: await idOf() }, signal);
  const read = async () => (await call<DraftChecks | null>(target, owner, `GET ${at}/draft-checks`)).body;
  const change = (changes: object) => call(target, owner, `PATCH ${at}/draft`, changes);
  const publish = () => call<{ error: { message: string } }>(target, owner, `POST ${at}/publish`, {});
  const require = (requires_checks: boolean) => call<Agent>(target, owner, `PATCH ${at}`, { requires_checks });
  return { ...checked, owner, agent, at, start, work, read, change, publish, require };
}

test("a draft is asked all checks, and what is published is not", async () => {
  const { start, work, read, change } = await setUp();
  expect(await read()).toBeNull();
  await change({ source_ids: [] });
  expect(await start()).toMatchObject({ status: 202, body: { status: "running", total: 2, passed: 0 } });
  await work();
  expect(await read()).toMatchObject({
    status: "done",
    total: 2,
    passed: 1,
    current: true,
    failing: [{ question: delivery.question, verdict: "was_declined" }],
  });
  await change({ source_ids: null, greeting: "Good day." });
  expect((await read())!.current).toBe(false);
  await start();
  await work();
  expect(await read()).toMatchObject({ passed: 2, failing: [], current: true });
});

test("where checks are required, a draft is published once all pass on it as it is", async () => {
  const { start, work, change, publish, require, create, path } = await setUp();
  expect((await require(true)).body.requires_checks).toBe(true);
  await change({ source_ids: [] });
  expect(await publish()).toMatchObject({
    status: 409,
    body: { error: { message: "The checks have to pass first. Run them on this draft." } },
  });
  await start();
  expect((await publish()).body.error.message).toContain("still running");
  await work();
  expect((await publish()).body.error.message).toContain("Not all checks pass");
  await change({ source_ids: null, greeting: "Good day." });
  await start();
  await work();
  await create({ question: "Do you sell candles?", expects: "text", expected_text: "candles" });
  expect((await publish()).status).toBe(409);
  await start();
  await work();
  expect((await publish()).status).toBe(201);
  expect(path).toContain("/projects/");
});

test("where they are not required, or there is none, nothing holds a draft back", async () => {
  const { change, publish, require, list, remove } = await setUp();
  await change({ greeting: "Good day." });
  expect((await publish()).status).toBe(201);
  await require(true);
  for (const { id } of (await list()).data) await remove(id);
  await change({ greeting: "Good evening." });
  expect((await publish()).status).toBe(201);
});

test("a run that is cut off continues where it was, and asks nothing twice", async () => {
  const { start, work, read } = await setUp();
  await start();
  const cut = cutOffAfter(1);
  await work(cut).catch(() => {});
  await work();
  expect(await read()).toMatchObject({ status: "done", total: 2, passed: 2, failing: [] });
});
