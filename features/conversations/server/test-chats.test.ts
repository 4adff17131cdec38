import { expect, test } from "vitest";
import type { Conversation } from "../contract.ts";
import { testAppUrl, useApp } from "#testing/app.ts";
import {
  addMembership,
  call,
  createAgent,
  createOrganization,
  createProject,
  createUser,
  startConversation,
  startTestChat,
  type TestVisit,
} from "#testing/factories.ts";
import { ask, askAll } from "#testing/visitor.ts";

const target = useApp();
type Refusal = { error: { message: string } };

/** An agent that answers on one website, and its test page, shared. */
async function workspace() {
  const organization = await createOrganization(target);
  const project = await createProject(target, organization.id, organization.owner.id);
  const path = `/v1/organizations/${organization.id}/projects/${project}`;
  const agent = await createAgent(target, organization, project, { allowed_origins: ["https://shop.example"] });
  const link = `${path}/agents/${agent}/test-page`;
  const share = async () => (await call<{ url: string }>(target, organization.owner, `POST ${link}`)).body.url.split("#")[1]!;
  const list = async (query: string) =>
    (await call<{ data: Conversation[] }>(target, organization.owner, `GET ${path}/conversations?${query}`)).body.data;
  return { organization, project, agent, link, share, list };
}

const begin = (agent: string, body: object, headers: Record<string, string> = {}, as: { cookie: string } | null = null) =>
  call<TestVisit & Refusal>(target, as, `POST /widget/v1/agents/${agent}/conversations`, body, headers);

test("a test chat is begun with a member's session or a shared test page's secret, whatever the allowed websites", async () => {
  const { organization, agent, share, list } = await workspace();
  const website = await startConversation(target, agent);
  const byMember = await startTestChat(target, agent, organization.owner);
  const byLink = { ...(await begin(agent, { test_page: await share() }, { origin: testAppUrl })).body, origin: testAppUrl };
  for (const visit of [website, byMember, byLink]) expect((await askAll(target, visit, "Anybody?")).status).toBe(200);
  const ids = async (query: string) => (await list(query)).map(({ id }) => id);
  expect(await ids("test=false")).toEqual([website.conversation_id]);
  expect(await ids("test=true")).toEqual([byLink.conversation_id, byMember.conversation_id]);
  expect((await list("")).map(({ test: isTest }) => isTest)).toEqual([true, true, false]);
});

test("nothing else makes a test chat: no Origin, our own origin, a foreign member's session, or one sent from elsewhere", async () => {
  const { organization, project, agent } = await workspace();
  const stranger = (await createOrganization(target)).owner;
  const tries: [Record<string, string>, { cookie: string } | null][] = [
    [{}, null],
    [{ origin: testAppUrl }, null],
    [{}, stranger],
    [{ origin: "https://elsewhere.example" }, organization.owner],
  ];
  for (const [headers, as] of tries) expect((await begin(agent, {}, headers, as)).status).toBe(403);
  // Where every website is allowed these are conversations like any other.
  const open = await createAgent(target, organization, project);
  const began = await Promise.all(tries.map(([headers, as]) => begin(open, {}, headers, as)));
  expect(began.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
  expect(began.map(({ body }) => body.visitor_token.split(".")[4])).toEqual(["website", "website", "website", "website"]);
});

test("a person who joins the organization can test its agents, and no longer once they left", async () => {
  const { organization, agent } = await workspace();
  const user = await createUser(target);
  expect((await begin(agent, {}, {}, user)).status).toBe(403);
  await addMembership(target, organization.id, user, "viewer");
  expect((await begin(agent, {}, {}, user)).status).toBe(201);
});

test("where websites are listed, a client without an Origin is refused with a sentence; where none are, it is answered", async () => {
  const { organization, project, agent } = await workspace();
  const refused = await begin(agent, {});
  expect([refused.status, refused.body.error.message]).toEqual([
    403,
    "This agent answers only on the websites that its team has named, and this request does not come from a website: it has no Origin header.",
  ]);
  const open = await createAgent(target, organization, project);
  const { body } = await begin(open, {});
  const headers = { authorization: `Bearer ${body.visitor_token}` };
  const path = `/widget/v1/conversations/${body.conversation_id}/messages`;
  expect((await call(target, null, `POST ${path}`, { text: "Anybody?" }, headers)).status).toBe(200);
  expect((await call<{ data: object[] }>(target, null, `GET ${path}`, undefined, headers)).body.data).toHaveLength(2);
  // Its token is bound to having none.
  expect((await call(target, null, `GET ${path}`, undefined, { ...headers, origin: "https://shop.example" })).status).toBe(401);
});

test("a test page's conversations end with its link", async () => {
  const { organization, agent, link, share } = await workspace();
  const secret = await share();
  const visit = { ...(await begin(agent, { test_page: secret }, { origin: testAppUrl })).body, origin: testAppUrl };
  await share();
  expect((await begin(agent, { test_page: secret }, { origin: testAppUrl })).status).toBe(404);
  expect((await askAll(target, visit, "Still there?")).status).toBe(401);
  const again = { ...(await begin(agent, { test_page: await share() }, { origin: testAppUrl })).body, origin: testAppUrl };
  expect((await askAll(target, again, "And now?")).status).toBe(200);
  await call(target, organization.owner, `DELETE ${link}`);
  expect((await askAll(target, again, "And now?")).status).toBe(401);
});

test("a test page's secret opens no other agent", async () => {
  const { organization, project, share } = await workspace();
  const other = await createAgent(target, organization, project, { allowed_origins: ["https://shop.example"] });
  expect((await begin(other, { test_page: await share() }, { origin: testAppUrl })).status).toBe(404);
  expect((await begin(other, { test_page: "x" }, { origin: testAppUrl })).status).toBe(404);
});

test("how a visitor came in cannot be written into the token", async () => {
  const { organization, project } = await workspace();
  const open = await createAgent(target, organization, project);
  const visit = await startConversation(target, open);
  const parts = visit.visitor_token.split(".");
  for (const [index, value] of [
    [4, "member"],
    [5, String(Number(parts[5]) + 1)],
    [5, `0${parts[5]}`],
  ] as const) {
    expect((await ask(target, { ...visit, visitor_token: parts.with(index, value).join(".") }, "Hello?")).status).toBe(401);
  }
});
