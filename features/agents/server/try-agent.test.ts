import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { TriedAnswer } from "#features/answering/contract.ts";
import { useApp } from "#testing/app.ts";
import { setBudget } from "#testing/budgets.ts";
import { call, createAgent, createMember, createOrganization, createProject } from "#testing/factories.ts";
import { startModelServer, type ModelServer } from "#testing/model-server.ts";
import { addPassage, knowModel } from "#testing/visitor.ts";

const variables: Record<string, string> = { MODEL_NAME: "local-small", MODEL_API_KEY: "sk-local", ANSWER_SECONDS_MAX: "2" };
let models: ModelServer;
beforeAll(async () => {
  models = await startModelServer();
  variables.MODEL_BASE_URL = models.url;
});
const target = useApp({ variables });
afterAll(() => models.close());
beforeEach(() => {
  models.script();
  models.requests.length = 0;
  knowModel(target);
});

async function setUp(fields: object = {}) {
  const organization = await createOrganization(target);
  const project = await createProject(target, organization.id, organization.owner.id);
  await addPassage(target, organization.id, project, "Delivery", "Parcels arrive within three working days.");
  const agent = await createAgent(target, organization, project, fields);
  const line = `POST /v1/organizations/${organization.id}/projects/${project}/agents/${agent}/try`;
  const tryOut = (query = "How long do parcels take?", as: { cookie: string } = organization.owner) =>
    call<TriedAnswer>(target, as, line, { query });
  const used = async () =>
    (
      await target.database.admin.query<{ kind: string; quantity: number; channel: string }>(
        "select kind, quantity, channel from usage_events where organization_id = $1 and kind <> 'bytes_stored' order by kind",
        [organization.id],
      )
    ).rows.map(({ kind, quantity, channel }) => [kind, Number(quantity), channel]);
  return { organization, agent, tryOut, used };
}

test("a question is answered by the agent's own model and says why; its tokens count as usage, and no answer does", async () => {
  const { tryOut, used, organization } = await setUp({ model_name: "local-large", instructions: "Be brief." });
  models.script({ text: ['Three days [1 "within three working days"].'] });
  const { status, body } = await tryOut();
  expect(status).toBe(200);
  expect(body).toMatchObject({ text: "Three days [1].", outcome: "answered", citations: [{ title: "Delivery" }] });
  expect(body.why!.found[0]).toMatchObject({ title: "Delivery" });
  expect(models.requests[0]).toMatchObject({ model: "local-large" });
  // Of a model without a rate nothing is made up.
  expect(body.took).toMatchObject({ input_tokens: 100, output_tokens: 20, cost_usd: null });
  await target.database.admin.query("insert into model_rates (model, input, output) values ('local-large', 2, 10)");
  models.script({ text: ['Three days [1 "within three working days"].'] });
  expect((await tryOut()).body.took!.cost_usd).toBeCloseTo((100 * 2 + 20 * 10) / 1_000_000, 9);
  await target.database.admin.query("delete from model_rates");
  expect(models.requests[0]!.messages[0]!.content).toContain("Be brief.");
  expect(await used()).toEqual([
    ["input_tokens", 100, "test"],
    ["input_tokens", 100, "test"],
    ["output_tokens", 20, "test"],
    ["output_tokens", 20, "test"],
  ]);
  const stored = await target.database.admin.query("select from conversations where organization_id = $1", [organization.id]);
  expect(stored.rowCount).toBe(0);
});

test("a viewer cannot spend tokens, and neither can anybody beyond a cap", async () => {
  const { organization, tryOut, used } = await setUp();
  const viewer = await createMember(target, organization.id, "viewer");
  expect((await tryOut(undefined, viewer)).status).toBe(403);
  await setBudget(target, organization, { output_tokens: 0 });
  const refused = await tryOut();
  expect(refused.status).not.toBe(200);
  expect([models.requests.length, await used()]).toEqual([0, []]);
});

test("a model that fails is one sentence, what it used before still counts, and nothing stays reserved", async () => {
  const { tryOut, used, organization } = await setUp();
  models.script({ toolCall: { name: "search", arguments: { query: "parcels" } } }, { status: 401, message: "Incorrect API key: sk-local" });
  const { status, body } = await tryOut();
  expect(status).toBe(503);
  expect(JSON.stringify(body)).not.toContain("sk-local");
  expect((await used()).map(([kind, quantity]) => [kind, quantity])).toEqual([
    ["input_tokens", 100],
    ["output_tokens", 20],
  ]);
  const reserved = await target.database.admin.query("select from budget_reservations where organization_id = $1", [organization.id]);
  expect(reserved.rowCount).toBe(0);
});
