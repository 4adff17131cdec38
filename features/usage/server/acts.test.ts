import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { useApp } from "#testing/app.ts";
import {
  call,
  createAgent,
  createOrganization,
  createPhoneNumber,
  createProject,
  startConversation,
  startTestChat,
  upload,
  type TestOrganization,
} from "#testing/factories.ts";
import { startModelServer, type ModelServer } from "#testing/model-server.ts";
import { readLedger, readUsage } from "#testing/usage.ts";
import { addPassage, ask, askAll, knowModel } from "#testing/visitor.ts";

/** A port that the model server gets before the app is opened with its address. */
const variables: Record<string, string> = { MODEL_NAME: "local-small", MODEL_API_KEY: "sk-local", ANSWER_SECONDS_MAX: "4" };
let models: ModelServer;
beforeAll(async () => {
  models = await startModelServer();
  variables.MODEL_BASE_URL = models.url;
});
const target = useApp({ variables });
const builtIn = useApp();
afterAll(() => models.close());

let organization: TestOrganization;
let project: string;
let agent: string;
beforeEach(async () => {
  models.script();
  knowModel(target);
  ({ organization, project, agent } = await withAgent(target));
});

async function withAgent(app: typeof target) {
  const made = await createOrganization(app);
  const inside = await createProject(app, made.id, made.owner.id);
  await addPassage(app, made.id, inside, "Delivery", "Parcels arrive within three working days.");
  return { organization: made, project: inside, agent: await createAgent(app, made, inside) };
}

const counted = async (app = target, id = organization.id) =>
  (await readLedger(app, id)).map(({ kind, quantity }) => `${kind} ${quantity}`).toSorted();
const turn = ["answers 1", "input_tokens 100", "messages_received 1", "output_tokens 20"];

test("a turn counts the visitor's message, the answer and the tokens that the provider names, for its project and agent", async () => {
  await askAll(target, await startConversation(target, agent), "How long do parcels take?");
  expect(await counted()).toEqual(turn);
  const places = (await readLedger(target, organization.id)).map(({ project_id, agent_id, channel }) => [project_id, agent_id, channel]);
  expect(places).toEqual(turn.map(() => [project, agent, "website"]));
  expect((await readUsage(target, organization)).totals).toEqual({
    answers: 1,
    messages_received: 1,
    input_tokens: 100,
    output_tokens: 20,
    sms_sent: 0,
    bytes_stored: 0,
  });
});

test("an answer in the test chat counts like any other, and is known for one", async () => {
  await askAll(target, await startTestChat(target, agent, organization.owner), "How long do parcels take?");
  const { data } = await readUsage(target, organization, "group_by=channel");
  expect(data.map(({ key, totals }) => [key, totals.answers])).toEqual([["test", 1]]);
});

test("a declined answer counts, and the built-in answerer spends no tokens", async () => {
  const one = await withAgent(builtIn);
  await askAll(builtIn, await startConversation(builtIn, one.agent), "Who won the war of the roses?");
  expect(await counted(builtIn, one.organization.id)).toEqual(["answers 1", "messages_received 1"]);
});

test("every step of a model counts its tokens", async () => {
  models.script({ toolCall: { name: "search", arguments: { query: "parcels" } } }, { text: ["Three working days."] });
  await askAll(target, await startConversation(target, agent), "How long do parcels take?");
  const { totals } = await readUsage(target, organization);
  expect([totals.answers, totals.input_tokens % 100, totals.input_tokens / 100]).toEqual([1, 0, expect.toSatisfy((steps) => steps >= 1)]);
});

test("a turn that is sent again with its key counts once, one after the other and all at once", async () => {
  const visit = await startConversation(target, agent);
  await askAll(target, visit, "How long do parcels take?", { key: "turn-one" });
  await askAll(target, visit, "How long do parcels take?", { key: "turn-one" });
  await Promise.all(Array.from({ length: 5 }, () => askAll(target, visit, "And how long?", { key: "turn-two" })));
  await askAll(target, visit, "And how long?", { key: "turn-two" });
  const { totals } = await readUsage(target, organization);
  expect([totals.answers, totals.messages_received]).toEqual([2, 2]);
});

test("an answer that failed counts none, and its retry one; the tokens of both are paid for", async () => {
  const visit = await startConversation(target, agent);
  models.script(
    { toolCall: { name: "search", arguments: { query: "parcels" } } },
    { status: 400, message: "broken" },
    { text: ["Three working days."] },
  );
  await askAll(target, visit, "How long do parcels take?", { key: "turn" });
  const failed = (await readUsage(target, organization)).totals;
  expect([failed.answers, failed.messages_received]).toEqual([0, 1]);
  await askAll(target, visit, "How long do parcels take?", { key: "turn" });
  const { totals } = await readUsage(target, organization);
  expect([totals.answers, totals.messages_received]).toEqual([1, 1]);
  expect(totals.input_tokens).toBe(failed.input_tokens + 100);
});

test("an answer whose visitor leaves counts none until it is asked for again", async () => {
  const visit = await startConversation(target, agent);
  models.script({ text: ["Three "], then: "stall" });
  const leaves = new AbortController();
  const response = await ask(target, visit, "How long do parcels take?", { key: "turn", signal: leaves.signal });
  for await (const piece of response.body!.pipeThrough(new TextDecoderStream())) if (piece.includes("Three")) break;
  leaves.abort();
  await expect.poll(() => outcomes(visit.conversation_id)).toEqual(["aborted"]);
  expect(await counted()).toEqual(["messages_received 1"]);
  await askAll(target, visit, "How long do parcels take?", { key: "turn" });
  expect(await counted()).toEqual(turn);
});

async function outcomes(conversationId: string): Promise<string[]> {
  const { rows } = await target.database.admin.query("select outcome from messages where conversation_id = $1 and role = 'agent'", [
    conversationId,
  ]);
  return rows.map(({ outcome }) => outcome);
}

test("an answer that cannot be counted is not given, and one that cannot be stored is not counted", async () => {
  const { admin } = target.database;
  const visit = await startConversation(target, agent);
  await admin.query("alter table usage_events add constraint broken check (kind <> 'answers') not valid");
  const uncounted = await askAll(target, visit, "How long do parcels take?").finally(() =>
    admin.query("alter table usage_events drop constraint broken"),
  );
  expect(uncounted.events.at(-1)?.event).toBe("error");
  expect(await outcomes(visit.conversation_id)).toEqual(["failed"]);

  await admin.query("update conversations set answering_until = null, answering_id = null");
  await admin.query("alter table messages add constraint broken check (role <> 'agent') not valid");
  const unstored = await askAll(target, visit, "How long do parcels take?").finally(() =>
    admin.query("alter table messages drop constraint broken"),
  );
  expect(unstored.events.at(-1)?.event).toBe("error");
  expect((await readUsage(target, organization)).totals.answers).toBe(0);
});

test("what is stored rises with uploads and texts and falls with every way to delete them, each counted once", async () => {
  const projects = `/v1/organizations/${organization.id}/projects`;
  const shelf = await createProject(target, organization.id, organization.owner.id, "Shelf");
  const stored = async () => (await readUsage(target, organization)).totals.bytes_stored;
  const { body } = await upload(target, organization.owner, `${projects}/${shelf}/sources/files`, [
    { name: "one.txt", bytes: "a".repeat(100) },
    { name: "two.txt", bytes: "b".repeat(50) },
    { name: "three.exe", bytes: "c".repeat(1000) },
  ]);
  const text = { name: "Note", text: "d".repeat(10) };
  await call(target, organization.owner, `POST ${projects}/${shelf}/sources/texts`, text, { "idempotency-key": "text" });
  expect(await stored()).toBe(160);

  const [first] = body.data;
  const gone = await Promise.all([1, 2, 3].map(() => call(target, organization.owner, `DELETE ${projects}/${shelf}/sources/${first!.id}`)));
  expect(gone.map(({ status }) => status).toSorted()).toContain(204);
  expect(await stored()).toBe(60);

  await Promise.all([
    call(target, organization.owner, `DELETE ${projects}/${shelf}/sources/${body.data[1]!.id}`),
    call(target, organization.owner, `DELETE ${projects}/${shelf}`),
    call(target, organization.owner, `POST ${projects}/${shelf}/sources/texts`, { name: "Late", text: "e".repeat(7) }),
  ]);
  const { rows } = await target.database.admin.query(
    "select coalesce(sum(size_bytes), 0)::int as held from sources where project_id = $1",
    [shelf],
  );
  expect([await stored(), rows[0].held]).toEqual([0, 0]);
});

test("a code that was texted counts as one SMS, and one that was refused as none", async () => {
  const id = await createPhoneNumber(target, organization.id, "+491701234567");
  const path = `/v1/organizations/${organization.id}/phone-numbers/${id}/verification`;
  expect((await call(target, organization.owner, `POST ${path}`, {})).status).toBe(202);
  await target.database.admin.query("update phone_numbers set verified_at = now() where id = $1", [id]);
  expect((await call(target, organization.owner, `POST ${path}`, {})).status).toBe(409);
  expect(await counted()).toEqual(["sms_sent 1"]);
});
