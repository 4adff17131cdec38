import { afterAll, beforeAll, expect, test } from "vitest";
import { startModelServer, type ModelServer } from "#testing/model-server.ts";
import { callOf, signUp, signIn } from "./account.ts";
import { eventually, startServer } from "./server-process.ts";
import { makeStartedDataDir } from "./started-data-dir.ts";

let models: ModelServer;
beforeAll(async () => {
  models = await startModelServer();
});
afterAll(() => models.close());

const origin = "https://shop.example";
type Budget = { used: { answers: number }; reserved: { answers: number } };

test("an answer that kill -9 cut off keeps its place until its lease ends, and is not counted", { timeout: 180_000 }, async () => {
  const dataDir = await makeStartedDataDir();
  const variables = { MODEL_BASE_URL: models.url, MODEL_NAME: "local-small" };
  const first = await startServer({ dataDir, variables });
  const ann = await signUp(first.url);
  const json = async <Body>(line: string, body?: object) => (await callOf(account, line, body)).json() as Promise<Body>;
  let account = ann;
  const project = await json<{ id: string }>("POST /projects", { name: "Help" });
  const text = { name: "Delivery", text: "Parcels arrive within three working days." };
  await json(`POST /projects/${project.id}/sources/texts`, text);
  await eventually(async () => {
    const { data } = await json<{ data: { status: string }[] }>(`GET /projects/${project.id}/sources`);
    return data.every(({ status }) => status === "synced");
  }, 60_000);
  const agent = await json<{ id: string }>(`POST /projects/${project.id}/agents`, { name: "Desk" });
  expect((await callOf(account, "PUT /budget", { answers: 2 })).status).toBe(200);
  const standing = async () => {
    const { used, reserved } = await json<Budget>("GET /budget");
    return [used.answers, reserved.answers];
  };

  models.script({ text: ["Three "], then: "stall" });
  await ask(first.url, agent.id);
  expect(await standing()).toEqual([0, 1]);
  await first.stop("SIGKILL");

  models.script();
  const second = await startServer({ dataDir, variables });
  account = await signIn(second.url);
  const asked = async () => (/event: done/.test(await (await ask(second.url, agent.id)).text()) ? "answered" : "refused");
  expect(await asked()).toBe("answered");
  await eventually(async () => (await standing())[1] === 0, 60_000);
  expect([await asked(), await asked()]).toEqual(["answered", "refused"]);
  expect(await standing()).toEqual([2, 0]);
  await second.stop();
});

/** The first bytes of an answer, or all of it, as a widget asks for it. */
async function ask(url: string, agentId: string): Promise<Response> {
  const post = (path: string, headers: object, body: object) =>
    fetch(`${url}/widget/v1${path}`, {
      method: "POST",
      headers: { origin, "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
    });
  const begun = (await (await post(`/agents/${agentId}/conversations`, {}, {})).json()) as {
    conversation_id: string;
    visitor_token: string;
  };
  const headers = { authorization: `Bearer ${begun.visitor_token}` };
  return post(`/conversations/${begun.conversation_id}/messages`, headers, { text: "How long do parcels take?" });
}
