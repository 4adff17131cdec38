import { expect, test } from "vitest";
import { useApp } from "#testing/app.ts";
import { createChecked, delivery } from "#testing/checks.ts";
import { call, createAgent, createCustomRole, createMember } from "#testing/factories.ts";
import { checksMax } from "../contract.ts";

const target = useApp();

test("a check is added, changed and deleted, and the audit log says so without its words", async () => {
  const { organization, source, create, update, remove, read, list } = await createChecked(target);
  const { status, body } = await create(delivery);
  expect(status).toBe(201);
  expect(body).toMatchObject({ ...delivery, source_id: null, agent_id: null, suggestion_counts: false, last: null, version: 1 });
  const changed = await update(body.id, { expects: "source", source_id: source, suggestion_counts: true });
  expect(changed.body).toMatchObject({
    question: delivery.question,
    expects: "source",
    expected_text: null,
    source_id: source,
    source_name: "Deliveries",
    suggestion_counts: true,
    version: 2,
  });
  expect(await read(body.id)).toMatchObject({ id: body.id, last: null, before: null });
  expect((await remove(body.id)).status).toBe(204);
  expect(await list()).toMatchObject({ data: [], total: 0 });
  const { rows } = await target.database.admin.query("select * from audit_entries where organization_id = $1 order by id", [
    organization.id,
  ]);
  expect(rows.map(({ action }) => action)).toEqual(["check.create", "check.update", "check.delete"]);
  expect(JSON.stringify(rows)).not.toContain("islands");
});

test.each([
  [{ question: " " }, "question", "Enter the question."],
  [{ question: "x".repeat(1_001) }, "question", "A question has at most 1,000 characters."],
  [{ expected_text: "x".repeat(1_001) }, "expected_text", "A text has at most 1,000 characters."],
  [{ expected_text: "" }, "expected_text", "Enter what the answer has to say."],
  [{ expects: "source" }, "source_id", "Choose the source that the answer has to come from."],
  [{ expects: "source", source_id: "src_none" }, "source_id", "There is no such source in this project."],
  [{ agent_id: "agt_none" }, "agent_id", "There is no such agent in this project."],
])("%j is refused at its field", async (wrong, field, sentence) => {
  const { create } = await createChecked(target);
  const { status, body } = await create({ ...delivery, ...wrong });
  expect(status).toBe(422);
  expect(body).toMatchObject({ error: { field_errors: { [field]: sentence } } });
});

test("a source or an agent of another project is none of this one", async () => {
  const [ours, other] = [await createChecked(target), await createChecked(target)];
  const agent = await createAgent(target, other.organization, other.project);
  expect((await ours.create({ ...delivery, expects: "source", source_id: other.source })).status).toBe(422);
  expect((await ours.create({ ...delivery, agent_id: agent })).status).toBe(422);
});

test("a check of another organization or project is not there, whatever is done to it", async () => {
  const [ours, other] = [await createChecked(target), await createChecked(target)];
  const { id } = (await other.create(delivery)).body;
  expect((await ours.update(id, { expects: "declined" })).status).toBe(404);
  expect((await ours.remove(id)).status).toBe(404);
  expect((await call(target, ours.organization.owner, `GET ${ours.path}/checks/${id}`)).status).toBe(404);
  const run = (await other.start()).body.id;
  expect((await ours.stop(run)).status).toBe(404);
  expect((await call(target, ours.organization.owner, `GET ${ours.path}/check-runs/${run}`)).status).toBe(404);
  expect((await ours.list()).total).toBe(0);
  expect((await other.list()).total).toBe(1);
});

test("a viewer sees checks and can neither change nor run them; adding them does not include changing them", async () => {
  const { organization, as, create } = await createChecked(target);
  const { id } = (await create(delivery)).body;
  const viewer = as(await createMember(target, organization.id, "viewer"));
  expect((await viewer.list()).total).toBe(1);
  for (const refused of [viewer.create({ ...delivery, question: "Why?" }), viewer.update(id, {}), viewer.remove(id), viewer.start()])
    expect((await refused).status).toBe(403);
  const role = await createCustomRole(target, organization.id, ["check:read", "check:create"]);
  const adder = as(await createMember(target, organization.id, role));
  expect((await adder.create({ ...delivery, question: "Why?" })).status).toBe(201);
  expect((await adder.update(id, { expects: "declined" })).status).toBe(403);
});

test("two that change the same version do not overwrite each other", async () => {
  const { create, update } = await createChecked(target);
  const { id, version } = (await create(delivery)).body;
  const ifMatch = { "if-match": `"${version}"` };
  const answers = await Promise.all(["two days", "four days"].map((expected_text) => update(id, { expected_text }, ifMatch)));
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
});

test("a question is checked once for each agent, however it is written and however many ask at once", async () => {
  const { organization, project, create, update } = await createChecked(target);
  const twins = await Promise.all(
    [delivery.question, ` ${delivery.question.toUpperCase().replace(" ", "  ")}`].map((question) => create({ ...delivery, question })),
  );
  expect(twins.map(({ status }) => status).toSorted()).toEqual([201, 409]);
  const agent_id = await createAgent(target, organization, project);
  const other = await create({ ...delivery, agent_id });
  expect(other.status).toBe(201);
  expect((await update(other.body.id, { agent_id: null })).status).toBe(409);
});

test(`a project has at most ${checksMax} checks, also when several come at once`, async () => {
  const { organization, project, create } = await createChecked(target);
  await target.database.admin.query(
    `insert into checks (organization_id, id, project_id, question, expects)
     select $1, 'chk_' || n, $2, 'Question ' || n, 'declined' from generate_series(1, $3::int) n`,
    [organization.id, project, checksMax - 1],
  );
  const answers = await Promise.all(["One?", "Two?", "Three?"].map((question) => create({ ...delivery, question })));
  expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409]);
});

test("a check waits for a source that is gone, says which it was, and can be changed all the same", async () => {
  const { path, organization, source, create, read, update } = await createChecked(target);
  const { id } = (await create({ question: "How long?", expects: "source", source_id: source })).body;
  expect((await call(target, organization.owner, `DELETE ${path}/sources/${source}`)).status).toBe(204);
  expect(await read(id)).toMatchObject({ source_id: null, source_name: "Deliveries" });
  expect((await update(id, { question: "How many days?" })).body).toMatchObject({ question: "How many days?", source_name: "Deliveries" });
  expect((await update(id, { expects: "declined" })).body).toMatchObject({ source_name: null });
});

test("a check whose agent is deleted is asked of the built-in answerer", async () => {
  const { path, organization, project, create, read } = await createChecked(target);
  const agent_id = await createAgent(target, organization, project);
  const { id } = (await create({ ...delivery, agent_id })).body;
  expect(await read(id)).toMatchObject({ agent_name: "Assistant" });
  expect((await call(target, organization.owner, `DELETE ${path}/agents/${agent_id}`)).status).toBe(204);
  expect(await read(id)).toMatchObject({ agent_id: null, agent_name: null });
});
