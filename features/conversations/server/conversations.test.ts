import { expect, test } from "vitest";
import type { Conversation, Insights, Message } from "../contract.ts";
import { useApp } from "#testing/app.ts";
import { call, createAgent, createOrganization, createProject, startConversation } from "#testing/factories.ts";
import { addPassage, askAll } from "#testing/visitor.ts";

const target = useApp();

async function workspace() {
  const organization = await createOrganization(target);
  const project = await createProject(target, organization.id, organization.owner.id);
  await addPassage(target, organization.id, project, "Delivery", "Parcels arrive within three working days. All parcels are 100% insured.");
  const path = `/v1/organizations/${organization.id}/projects/${project}`;
  const list = async (query = "") =>
    (await call<{ data: Conversation[]; total: number }>(target, organization.owner, `GET ${path}/conversations${query}`)).body;
  return { organization, project, path, list };
}

test("conversations are listed newest first with what was asked first; those without a question are not", async () => {
  const { organization, project, list } = await workspace();
  const agent = await createAgent(target, organization, project, { name: "Shop" });
  const [first, second] = [await startConversation(target, agent), await startConversation(target, agent)];
  await startConversation(target, agent);
  await askAll(target, first, "Parcels: how long?");
  await askAll(target, second, "Parcels: how heavy?");
  await askAll(target, first, "Parcels again");
  const { data, total } = await list();
  expect(total).toBe(2);
  expect(data).toMatchObject([
    { id: first.conversation_id, agent_name: "Shop", opening: "Parcels: how long?", message_count: 4, origin: "https://shop.example" },
    { id: second.conversation_id, opening: "Parcels: how heavy?", message_count: 2 },
  ]);
});

test("the list is searched by text and filtered by agent and outcome", async () => {
  const { organization, project, list } = await workspace();
  const [one, two] = [await createAgent(target, organization, project), await createAgent(target, organization, project)];
  const [found, missed] = [await startConversation(target, one), await startConversation(target, two)];
  await askAll(target, found, "Are PARCELS 100% insured?");
  await askAll(target, missed, "Do you sell umbrellas?");
  const ids = async (query: string) => (await list(query)).data.map(({ id }) => id);
  expect(await ids("?query=parcels%20100%25%20insured")).toEqual([found.conversation_id]);
  expect(await ids("?query=arcels")).toEqual([]);
  expect(await ids(`?agent_id=${two}`)).toEqual([missed.conversation_id]);
  expect(await ids("?outcome=declined")).toEqual([missed.conversation_id]);
  expect(await ids("?outcome=answered&query=umbrellas")).toEqual([]);
  expect((await list()).data.map(({ outcome, answers, unanswered }) => [outcome, answers, unanswered])).toEqual([
    ["declined", 1, 1],
    ["answered", 1, 0],
  ]);
  expect(
    (await call(target, organization.owner, `GET /v1/organizations/${organization.id}/projects/${project}/conversations?outcome=none`))
      .status,
  ).toBe(422);
});

test("a transcript is read message by message, with citations and outcome, by members alone", async () => {
  const { organization, project, path } = await workspace();
  const visitor = await startConversation(target, await createAgent(target, organization, project));
  await askAll(target, visitor, "Parcels: how long?");
  const at = `${path}/conversations/${visitor.conversation_id}`;
  expect((await call<Conversation>(target, organization.owner, `GET ${at}`)).body).toMatchObject({
    id: visitor.conversation_id,
    message_count: 2,
  });
  const { data, total } = (await call<{ data: Message[]; total: number }>(target, organization.owner, `GET ${at}/messages`)).body;
  expect(total).toBe(2);
  expect(data.map(({ role, outcome, citations }) => [role, outcome, citations.length])).toEqual([
    ["visitor", null, 0],
    ["agent", "answered", 1],
  ]);
  const elsewhere = await createProject(target, organization.id, organization.owner.id);
  expect((await call(target, organization.owner, `GET ${at.replace(project, elsewhere)}/messages`)).status).toBe(404);
  const token = { authorization: `Bearer ${visitor.visitor_token}`, origin: "https://shop.example" };
  expect((await call(target, null, `GET ${at}/messages`, undefined, token)).status).toBe(404);
});

test("insights count the answers of seven days and gather what could not be answered, however it was written", async () => {
  const { organization, project, path } = await workspace();
  const agent = await createAgent(target, organization, project);
  const read = async () => (await call<Insights>(target, organization.owner, `GET ${path}/insights`)).body;
  expect(await read()).toEqual({ answers: 0, answered_share: null, suggested: 0, declined: 0, conversations: 0, unanswered: [] });
  for (const text of ["Parcels: how long?", "Do you sell umbrellas?", "do you sell  UMBRELLAS", "Who invented zippers?"]) {
    await askAll(target, await startConversation(target, agent), text);
  }
  const insights = await read();
  expect(insights).toMatchObject({ answers: 4, answered_share: 0.25, conversations: 4 });
  expect(insights.unanswered.map(({ question, asked }) => [question, asked])).toEqual([
    ["do you sell  UMBRELLAS", 2],
    ["Who invented zippers?", 1],
  ]);
  expect(Date.parse(insights.unanswered[0]!.last_asked_at)).toBeGreaterThan(Date.now() - 60_000);
  await target.database.admin.query("update messages set created_at = created_at - interval '8 days' where organization_id = $1", [
    organization.id,
  ]);
  expect((await read()).answers).toBe(0);
});
