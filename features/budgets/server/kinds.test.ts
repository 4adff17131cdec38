import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { useApp } from "#testing/app.ts";
import { askOnce, createAsked, endOf, question, readBudget, setBudget, type Asked } from "#testing/budgets.ts";
import { call, createPhoneNumber, startConversation, upload } from "#testing/factories.ts";
import { startModelServer, type ModelServer } from "#testing/model-server.ts";
import { ask, askAll, knowModel } from "#testing/visitor.ts";

/** A port that the model server gets before the app is opened with its address. */
const variables: Record<string, string> = { MODEL_NAME: "local-small", MODEL_API_KEY: "sk-local", ANSWER_SECONDS_MAX: "20" };
let models: ModelServer;
beforeAll(async () => {
  models = await startModelServer();
  variables.MODEL_BASE_URL = models.url;
});
const target = useApp({ variables });
const builtIn = useApp();
afterAll(() => models.close());

let asked: Asked;
beforeEach(async () => {
  models.script();
  knowModel(target);
  asked = await createAsked(target);
});
const standing = async () => {
  const { used, reserved } = (await readBudget(target, asked.organization))!;
  return { used, reserved };
};

test("an answer reserves what tokens it may need, and settles with what it needed", async () => {
  await setBudget(target, asked.organization, { answers: 5, input_tokens: 8000, output_tokens: 3000 });
  const visit = await startConversation(target, asked.agent);
  models.script({ text: ["Three "], then: "stall" });
  const leaves = new AbortController();
  const response = await ask(target, visit, question, { signal: leaves.signal });
  // The model has been asked once it says something.
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  for (let said = ""; !said.includes("Three");) {
    const { done, value } = await reader.read();
    if (done) throw new Error(`It ended after ${said}`);
    said += value;
  }
  expect(await standing()).toEqual({
    used: { answers: 0, input_tokens: 0, output_tokens: 0 },
    reserved: { answers: 1, input_tokens: 4000, output_tokens: 1000 },
  });
  leaves.abort();
  const nothing = { answers: 0, input_tokens: 0, output_tokens: 0 };
  await expect.poll(standing).toEqual({ used: nothing, reserved: nothing });
  expect(endOf(await askOnce(target, asked.agent))).toBe("done");
  expect(await standing()).toEqual({ used: { answers: 1, input_tokens: 100, output_tokens: 20 }, reserved: nothing });
});

test("where less than one answer's tokens are left none is begun, and the built-in answerer needs none", async () => {
  await setBudget(target, asked.organization, { input_tokens: 4000 });
  expect([endOf(await askOnce(target, asked.agent)), endOf(await askOnce(target, asked.agent))]).toEqual(["done", "error"]);
  const quoting = await createAsked(builtIn);
  await setBudget(builtIn, quoting.organization, { input_tokens: 0 });
  expect(endOf(await askOnce(builtIn, quoting.agent))).toBe("done");
});

test("an answer that fails gives back what it reserved, and its retry is given", async () => {
  await setBudget(target, asked.organization, { answers: 1 });
  const visit = await startConversation(target, asked.agent);
  models.script({ status: 400, message: "broken" });
  expect(endOf(await askAll(target, visit, question, { key: "turn" }))).toBe("error");
  expect(await standing()).toEqual({ used: { answers: 0 }, reserved: { answers: 0 } });
  expect(endOf(await askAll(target, visit, question, { key: "turn" }))).toBe("done");
  expect(endOf(await askOnce(target, asked.agent))).toBe("error");
});

test("an answer whose agent is deleted meanwhile gives back what it reserved of the organization's", async () => {
  const { organization, project, agent } = asked;
  await setBudget(target, organization, { answers: 1 });
  models.script({ text: ["One. ", "Two. "], delayMs: 200 });
  const answering = await ask(target, await startConversation(target, agent), question);
  await call(target, organization.owner, `DELETE /v1/organizations/${organization.id}/projects/${project}/agents/${agent}`);
  expect(await answering.text()).toContain("event: error");
  // Given back behind the end of the stream.
  await expect.poll(async () => (await standing()).reserved).toEqual({ answers: 0 });
});

test("files beyond what may be stored are refused one by one, leave nothing, and fit again once others are deleted", async () => {
  const { organization, project } = asked;
  await setBudget(target, organization, { bytes_stored: 100 });
  const sources = `/v1/organizations/${organization.id}/projects/${project}/sources`;
  const send = async (...sizes: number[]) => {
    const files = sizes.map((size, index) => ({ name: `file-${index}.txt`, bytes: "a".repeat(size) }));
    return (await upload(target, organization.owner, `${sources}/files`, files)).body.data;
  };
  const [first, second, third] = await send(60, 50, 40);
  expect([first!.status, second!.status, third!.status]).toEqual(["processing", "failed", "processing"]);
  expect(second!.error).toEqual({
    code: "storage_full",
    message:
      "There is no room left for this file. The budget of storage of this organization is spent. An Owner can raise it on the Usage page.",
  });
  expect((await standing()).used).toEqual({ bytes_stored: 100 });
  const text = await call<{ error: { code: string; message: string } }>(target, organization.owner, `POST ${sources}/texts`, {
    name: "Note",
    text: "More",
  });
  expect([text.status, text.body.error.code, text.body.error.message]).toEqual([
    409,
    "budget_spent",
    "The budget of storage of this organization is spent. An Owner can raise it on the Usage page.",
  ]);
  await call(target, organization.owner, `DELETE ${sources}/${first!.id}`);
  expect((await standing()).used).toEqual({ bytes_stored: 40 });
  expect((await send(60))[0]!.status).toBe("processing");
});

test("uploads at once store together what one budget holds", async () => {
  const { organization, project } = asked;
  await setBudget(target, organization, { bytes_stored: 300 });
  const path = `/v1/organizations/${organization.id}/projects/${project}/sources/files`;
  const answers = await Promise.all(
    Array.from({ length: 8 }, () => upload(target, organization.owner, path, [{ name: "a.txt", bytes: "a".repeat(100) }])),
  );
  expect(answers.flatMap(({ body }) => body.data).filter(({ status }) => status === "processing")).toHaveLength(3);
  expect((await standing()).used).toEqual({ bytes_stored: 300 });
});

test("no code is sent beyond the budget of text messages", async () => {
  const { organization } = asked;
  await setBudget(target, organization, { sms_sent: 1 });
  const numbers = await Promise.all(["+491701234567", "+491701234568"].map((number) => createPhoneNumber(target, organization.id, number)));
  const send = (id: string) =>
    call(target, organization.owner, `POST /v1/organizations/${organization.id}/phone-numbers/${id}/verification`, {});
  const sent = await Promise.all(numbers.map(send));
  expect(sent.map(({ status }) => status).toSorted()).toEqual([202, 409]);
  expect(target.texts.filter(({ to }) => to.startsWith("+4917012345"))).toHaveLength(1);
  expect(await standing()).toEqual({ used: { sms_sent: 1 }, reserved: { sms_sent: 0 } });
});
