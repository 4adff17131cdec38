import { expect, test } from "vitest";
import { product } from "../../../app.ts";
import { useApp } from "#testing/app.ts";
import { createChecked, delivery } from "#testing/checks.ts";
import { call } from "#testing/factories.ts";
import { cutOffAfter } from "#testing/cut-off-after.ts";

const target = useApp();
const query = (sql: string, values: unknown[]) => target.database.admin.query(sql, values);

/** Three checks: one that passes, one that does not, one that is rightly declined. */
async function setUp() {
  const checked = await createChecked(target);
  const right = (await checked.create(delivery)).body.id;
  const wrong = (await checked.create({ ...delivery, question: "How often do you deliver to the islands?", expected_text: "every day" }))
    .body.id;
  const declined = (await checked.create({ question: "Who won the championship in rowing?", expects: "declined" })).body.id;
  return { ...checked, right, wrong, declined };
}

test("a run asks every check and says of each how it was answered, and why", async () => {
  const { runAll, read, right, wrong, declined } = await setUp();
  expect(await runAll()).toMatchObject({
    status: "done",
    total: 3,
    passed: 2,
    failed: 1,
    unanswered: 0,
    newly_failing: 0,
    newly_passing: 0,
  });
  const passed = await read(right);
  expect(passed).toMatchObject({
    last: { change: "passing", verdict: "has_text", outcome: "answered", question: delivery.question, agent_name: null, outdated: false },
    before: null,
  });
  expect(passed.last!.answer).toContain("twice a week");
  expect(passed.last!.citations).toMatchObject([{ title: "Deliveries" }]);
  expect(passed.last!.why).toMatchObject({ understood: expect.arrayContaining(["islands"]), threshold: expect.any(Number) });
  expect((await read(wrong)).last).toMatchObject({ change: "failing", verdict: "lacks_text" });
  expect((await read(declined)).last).toMatchObject({ change: "passing", verdict: "declined", outcome: "declined" });
});

test("the next run shows what changed first: newly failing, newly passing, failing, then the rest", async () => {
  const { organization, runAll, list, read, right, wrong, declined } = await setUp();
  await runAll();
  await query("update chunks set text = replace(text, 'twice a week', 'every day') where organization_id = $1", [organization.id]);
  expect(await runAll()).toMatchObject({ passed: 2, failed: 1, newly_failing: 1, newly_passing: 1 });
  const { data } = await list();
  expect(data.map(({ id, last }) => [id, last!.change])).toEqual([
    [right, "newly_failing"],
    [wrong, "newly_passing"],
    [declined, "still_passing"],
  ]);
  const { last, before } = await read(right);
  expect([before!.answer, last!.answer]).toEqual([expect.stringContaining("twice a week"), expect.stringContaining("every day")]);
  await runAll();
  expect((await list()).data.map(({ last: now }) => now!.change)).toEqual(["still_failing", "still_passing", "still_passing"]);
  for (const [state, count] of Object.entries({ failing: 1, passing: 2, changed: 0, not_run: 0, unanswered: 0 }))
    expect((await list(`state=${state}`)).total, state).toBe(count);
  expect((await list("query=ROWING")).data.map(({ id }) => id)).toEqual([declined]);
  expect(await list("page=9")).toMatchObject({ data: [], total: 3 });
});

test("of each check the last answer stays and the one before it, and a changed check says that it has changed since", async () => {
  const { organization, runAll, read, update, right } = await setUp();
  for (let runs = 0; runs < 3; runs += 1) await runAll();
  const { rows } = await query("select count(*)::int from check_results where organization_id = $1 group by check_id", [organization.id]);
  expect(rows.map(({ count }) => count)).toEqual([2, 2, 2]);
  await update(right, { expected_text: "twice" });
  expect(await read(right)).toMatchObject({ last: { outdated: true }, before: { outdated: true } });
});

test("one run of a project is under way at a time: however many start it at once, they get the same one and it is queued once", async () => {
  const { organization, start, work } = await setUp();
  const answers = await Promise.all(Array.from({ length: 8 }, start));
  expect(new Set(answers.map(({ status, body }) => `${status} ${body.id}`)).size).toBe(1);
  const { rows } = await query("select from jobs.job where name = 'check.run' and data ->> 'organization_id' = $1", [organization.id]);
  expect(rows).toHaveLength(1);
  await work(answers[0]!.body.id);
  expect((await start()).body.id).not.toBe(answers[0]!.body.id);
});

test("without a check there is nothing to run", async () => {
  const { start } = await createChecked(target);
  expect(await start()).toMatchObject({ status: 409, body: { error: { message: "There is no check to run. Add one first." } } });
});

test("a run that is cut off continues with the check that has no answer, and asks none twice", async () => {
  const { start, work, run } = await setUp();
  const { id } = (await start()).body;
  await expect(work(id, cutOffAfter(1))).rejects.toThrow("cut off");
  expect(await run(id)).toMatchObject({ status: "running", passed: 1, failed: 0 });
  await work(id);
  expect(await run(id)).toMatchObject({ status: "done", passed: 2, failed: 1 });
  await work(id);
  expect(await run(id)).toMatchObject({ status: "done", passed: 2, failed: 1 });
});

test("two jobs of one run, as after a crash that was none, count no check twice", async () => {
  const { start, work, run } = await setUp();
  const { id } = (await start()).body;
  await Promise.all([work(id), work(id)]);
  await work(id);
  expect(await run(id)).toMatchObject({ status: "done", total: 3, passed: 2, failed: 1 });
});

test("a run is stopped: what was asked stays, nothing more is asked, and the next one can begin", async () => {
  const { start, stop, work, run, list } = await setUp();
  const { id } = (await start()).body;
  await work(id, cutOffAfter(1)).catch(() => {});
  expect((await stop(id)).body).toMatchObject({ status: "stopped", passed: 1 });
  await work(id);
  expect(await run(id)).toMatchObject({ status: "stopped", passed: 1, ended_at: expect.any(String) });
  expect((await list("state=not_run")).total).toBe(2);
  expect((await stop(id)).body).toMatchObject({ status: "stopped" });
  expect((await start()).body.id).not.toBe(id);
});

test("a check that is deleted or added during a run does not disturb it", async () => {
  const { start, work, run, remove, create, wrong } = await setUp();
  const { id } = (await start()).body;
  await work(id, cutOffAfter(1)).catch(() => {});
  await remove(wrong);
  await create({ ...delivery, question: "Is there a boat?" });
  await work(id);
  expect(await run(id)).toMatchObject({ status: "done", passed: 2, failed: 0 });
});

test("what changed in the knowledge since the last run is counted: added, read again and removed", async () => {
  const { organization, path, project, source, preview, runAll, addText } = await setUp();
  const other = await addText("Payments", "We take cards.");
  expect((await preview()).sources_changed).toBe(0);
  await runAll();
  expect(await preview()).toEqual({ checks: 3, by_model: 0, tokens: 0, cost_usd: 0, sources_changed: 0 });
  await addText("Islands", "We deliver to islands.");
  expect((await preview()).sources_changed).toBe(1);
  await query(
    "update documents set created_at = now() + interval '1 second' where organization_id = $1 and project_id = $2 and source_id = $3",
    [organization.id, project, source],
  );
  expect((await preview()).sources_changed).toBe(2);
  expect((await call(target, organization.owner, `DELETE ${path}/sources/${other.source_id}`)).status).toBe(204);
  expect((await preview()).sources_changed).toBe(3);
});

test("the sweep ends a run whose job is no more, and leaves one that has one", async () => {
  const [stuck, waiting] = [await setUp(), await setUp()];
  const [first, second] = [(await stuck.start()).body.id, (await waiting.start()).body.id];
  await query("update check_runs set updated_at = now() - interval '1 hour' where id = any($1)", [[first, second]]);
  await query("delete from jobs.job where data -> 'payload' ->> 'check_run_id' = $1", [first]);
  const sweep = product.jobs.find(({ name }) => name === "check.sweep");
  if (sweep?.type !== "sweep") throw new Error("There is no such sweep.");
  await sweep.run({ platform: target.platform, log: target.platform.log, signal: new AbortController().signal });
  expect(await stuck.run(first)).toMatchObject({ status: "failed", error: { code: "interrupted" } });
  expect(await waiting.run(second)).toMatchObject({ status: "running" });
});
