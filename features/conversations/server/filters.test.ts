import { beforeEach, expect, test } from "vitest";
import type { Organization } from "#features/organizations/contract.ts";
import { useApp } from "#testing/app.ts";
import {
  call,
  createAgent,
  createKey,
  createMember,
  createOrganization,
  createProject,
  startConversation,
  visitorOrigin,
  type TestMember,
  type TestOrganization,
} from "#testing/factories.ts";
import { askAll } from "#testing/visitor.ts";
import type { Conversation, ConversationChoices, ConversationCounts } from "../contract.ts";

const target = useApp();
let organization: TestOrganization;
let colleague: TestMember;
let project = "";
let agent = "";
beforeEach(async () => {
  organization = await createOrganization(target);
  colleague = await createMember(target, organization.id, "member");
  project = await createProject(target, organization.id, organization.owner.id);
  agent = await createAgent(target, organization, project);
});

const at = (rest = "") => `/v1/organizations/${organization.id}/projects/${project}${rest}`;
const begin = async (question: string, origin = visitorOrigin) => {
  const visit = await startConversation(target, agent, origin);
  await askAll(target, visit, question, { origin });
  return visit.conversation_id;
};
const list = async (search: string, by = organization.owner) =>
  (await call<{ data: Conversation[] }>(target, by, `GET ${at(`/conversations?${search}`)}`)).body.data;
const idsOf = async (search: string, by?: TestMember) => (await list(search, by)).map(({ id }) => id).toSorted();

test("what waits for people or is with them is listed alone, as the counts have it", async () => {
  const [waiting, mine, theirs, silent] = [await begin("One?"), await begin("Two?"), await begin("Three?"), await begin("Four?")];
  await target.database.admin.query("update conversations set handover = 'waiting', handover_at = now() where id = $1", [waiting]);
  await call(target, organization.owner, `POST ${at(`/conversations/${mine}/take-over`)}`, {});
  await call(target, colleague, `POST ${at(`/conversations/${theirs}/take-over`)}`, {});
  // Meant for somebody, and still with the agent.
  await call(target, organization.owner, `PATCH ${at(`/conversations/${silent}`)}`, { assigned_to: organization.owner.membershipId });

  expect(await idsOf("with_people=true")).toEqual([waiting, mine, theirs].toSorted());
  expect(await idsOf("with_people=false")).toEqual([silent]);
  expect(await idsOf("with_people=true&assigned_to=me")).toEqual([mine]);
  expect(await idsOf("with_people=true&assigned_to=me", colleague)).toEqual([theirs]);
  expect(await idsOf("with_people=true&assigned_to=none")).toEqual([waiting]);
  const { body } = await call<ConversationCounts>(target, organization.owner, `GET ${at("/conversation-counts")}`);
  expect(body).toMatchObject({ waiting: 1, person: 2, mine: 1, unassigned: 1 });
});

test("the websites and tags to filter by are those that conversations of this project have", async () => {
  const first = await begin("One?", "https://shop.example");
  await begin("Two?", "https://help.example");
  await begin("Three?", "https://shop.example");
  await call(target, organization.owner, `PATCH ${at(`/conversations/${first}`)}`, { tags: ["urgent", "delivery"] });
  const choices = async (of = project) =>
    (await call<ConversationChoices>(target, colleague, `GET ${at("/conversation-choices").replace(project, of)}`)).body;
  expect(await choices()).toEqual({ websites: ["https://help.example", "https://shop.example"], tags: ["delivery", "urgent"] });
  expect(await choices(await createProject(target, organization.id, organization.owner.id, "Another"))).toEqual({ websites: [], tags: [] });
});

test("a conversation says that its agent is writing, for as long as it is", async () => {
  const id = await begin("One?");
  const until = (time: string) =>
    target.database.admin.query(`update conversations set answering_id = 'msg_x', answering_until = ${time} where id = $1`, [id]);
  expect((await list(""))[0]).toMatchObject({ answering: false });
  await until("now() + interval '1 minute'");
  expect((await list(""))[0]).toMatchObject({ answering: true });
  await until("now() - interval '1 second'");
  expect((await list(""))[0]).toMatchObject({ answering: false });
});

test("an organization says which membership is the caller's, and none to an API key", async () => {
  const path = `GET /v1/organizations/${organization.id}`;
  expect((await call<Organization>(target, colleague, path)).body.membership_id).toBe(colleague.membershipId);
  const { key } = await createKey(target, organization.id, organization.owner.id, ["organization:read"]);
  expect((await call<Organization>(target, { key }, path)).body.membership_id).toBeNull();
});
