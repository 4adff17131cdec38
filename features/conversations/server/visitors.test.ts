import { expect, test } from "vitest";
import { newId } from "#platform/ids.ts";
import { testAppUrl, useApp } from "#testing/app.ts";
import { call, createAgent, createOrganization, createProject, startConversation, visitorOrigin } from "#testing/factories.ts";
import { askAll } from "#testing/visitor.ts";

const target = useApp();
const limited = useApp({ variables: { RATE_LIMIT: "on" } });
type Refusal = { error: { code: string; message: string } };

async function agentOf(fields: object = {}, test = target) {
  const organization = await createOrganization(test);
  const project = await createProject(test, organization.id, organization.owner.id);
  const agent = await createAgent(test, organization, project, fields);
  return { organization, project, agent, agents: `/v1/organizations/${organization.id}/projects/${project}/agents` };
}

const start = (agent: string, origin?: string, test = target) =>
  call<{ visitor_token: string; conversation_id: string; greeting: string } & Refusal>(
    test,
    null,
    `POST /widget/v1/agents/${agent}/conversations`,
    {},
    origin ? { origin } : {},
  );
const read = (conversation: string, token: string, origin = visitorOrigin) =>
  call<{ data: { text: string }[]; greeting: string } & Refusal>(
    target,
    null,
    `GET /widget/v1/conversations/${conversation}/messages`,
    undefined,
    { origin, authorization: `Bearer ${token}` },
  );
const preflight = (path: string, origin: string) =>
  target.app.request(path, {
    method: "OPTIONS",
    headers: { origin, "access-control-request-method": "POST", "access-control-request-headers": "authorization,content-type" },
  });

test("a fresh agent answers at once, from any origin, and the history comes back after a reload", async () => {
  const { agent } = await agentOf({ greeting: "Ask away" });
  const { status, body, headers } = await start(agent, "https://one.example");
  expect(status).toBe(201);
  expect(body.greeting).toBe("Ask away");
  expect(headers.get("access-control-allow-origin")).toBe("https://one.example");
  expect(headers.get("access-control-allow-credentials")).toBeNull();
  expect(headers.get("access-control-expose-headers")).toBeNull();
  const answer = await askAll(target, body, "Is anybody there?", { origin: "https://one.example" });
  expect(answer.events.at(-1)!.event).toBe("done");
  expect(answer.headers.get("access-control-allow-origin")).toBe("https://one.example");
  const history = await read(body.conversation_id, body.visitor_token, "https://one.example");
  expect(history.body.data.map(({ text }) => text)).toEqual(["Is anybody there?", answer.text]);
});

test("a preflight is answered without credentials, for the origins that the agent allows", async () => {
  const { agent } = await agentOf({ allowed_origins: [visitorOrigin] });
  for (const path of [`/widget/v1/agents/${agent}/conversations`, `/widget/v1/conversations/${newId("cnv")}/messages`]) {
    const allowed = await preflight(path, visitorOrigin);
    expect(allowed.status).toBe(204);
    expect(allowed.headers.get("access-control-allow-origin")).toBe(visitorOrigin);
    expect(allowed.headers.get("access-control-allow-headers")).toMatch(/authorization/i);
    expect(allowed.headers.get("access-control-allow-headers")).toContain("Accept-Language");
    expect(allowed.headers.get("access-control-allow-methods")).toContain("PUT");
    expect(allowed.headers.get("access-control-allow-credentials")).toBeNull();
  }
  const refused = await preflight(`/widget/v1/agents/${agent}/conversations`, "https://other.example");
  expect([refused.status, refused.headers.get("access-control-allow-origin")]).toEqual([403, null]);
});

test("an origin that the agent does not allow is refused with a sentence, also after the conversation began", async () => {
  const { agent, agents, organization } = await agentOf();
  const begun = (await start(agent, "https://other.example")).body;
  await call(target, organization.owner, `PATCH ${agents}/${agent}`, { allowed_origins: [visitorOrigin] });
  const refused = await start(agent, "https://other.example");
  expect([refused.status, refused.body.error.message]).toEqual([
    403,
    "This agent does not answer on this website. Its team can add the website's address to the agent.",
  ]);
  expect((await askAll(target, begun, "Still there?", { origin: "https://other.example" })).status).toBe(403);
  expect((await start(agent, visitorOrigin)).status).toBe(201);
  expect((await start(agent, testAppUrl)).status).toBe(403);
});

test("refusals can be read by the page: unknown addresses, wrong bodies, bodies that are too large", async () => {
  const { agent } = await agentOf();
  const { conversation_id, visitor_token } = (await start(agent, visitorOrigin)).body;
  const headers = { origin: visitorOrigin, authorization: `Bearer ${visitor_token}` };
  const path = `/widget/v1/conversations/${conversation_id}/messages`;
  for (const [line, body, status] of [
    [`POST /widget/v1/agents/${newId("agt")}/conversations`, {}, 404],
    [`POST ${path}`, { text: "  " }, 422],
    [`POST ${path}`, { text: "x".repeat(2_001) }, 422],
    [`POST ${path}`, { text: "x".repeat(1_100_000) }, 413],
    ["GET /widget/v1/nothing", undefined, 404],
  ] as const) {
    const answer = await call(target, null, line, body, headers);
    expect([line, answer.status, answer.headers.get("access-control-allow-origin")]).toEqual([line, status, visitorOrigin]);
  }
});

test("a token is bound to its origin, its agent and its conversation, and no letter of it can be changed", async () => {
  const { agent } = await agentOf();
  const mine = await startConversation(target, agent);
  const other = await startConversation(target, agent);
  expect((await read(mine.conversation_id, mine.visitor_token)).status).toBe(200);
  expect((await read(mine.conversation_id, mine.visitor_token, "https://other.example")).status).toBe(401);
  expect((await read(other.conversation_id, mine.visitor_token)).status).toBe(404);
  const parts = mine.visitor_token.split(".");
  const foreign = (await agentOf()).organization.id;
  for (const [index, value] of [
    [1, foreign],
    [2, newId("agt")],
    [3, other.conversation_id],
    [6, parts[6]!.replace(/^./, (first) => (first === "A" ? "B" : "A"))],
  ] as const) {
    const forged = parts.with(index, value).join(".");
    expect((await read(index === 3 ? other.conversation_id : mine.conversation_id, forged)).status).toBe(401);
  }
  expect((await askAll(target, { ...other, visitor_token: mine.visitor_token }, "Hello?")).status).toBe(404);
});

test("a token works on our own pages, whose reads carry no Origin", async () => {
  const { agent } = await agentOf();
  const { conversation_id, visitor_token } = await startConversation(target, agent, testAppUrl);
  const reload = await target.app.request(`/widget/v1/conversations/${conversation_id}/messages`, {
    headers: { authorization: `Bearer ${visitor_token}` },
  });
  expect(reload.status).toBe(200);
});

test("a token in the address or in a cookie counts for nothing, and neither does a member's session", async () => {
  const { agent, organization } = await agentOf();
  const { conversation_id, visitor_token } = await startConversation(target, agent);
  const path = `/widget/v1/conversations/${conversation_id}/messages`;
  expect((await call(target, null, `GET ${path}?token=${visitor_token}`, undefined, { origin: visitorOrigin })).status).toBe(401);
  expect(
    (await call(target, null, `GET ${path}`, undefined, { origin: visitorOrigin, cookie: `visitor_token=${visitor_token}` })).status,
  ).toBe(401);
  expect((await call(target, organization.owner, `GET ${path}`)).status).toBe(401);
});

test("a token ends 24 hours after its last use, and each use moves that", async () => {
  const { agent } = await agentOf();
  const { conversation_id, visitor_token } = await startConversation(target, agent);
  await askAll(target, { conversation_id, visitor_token }, "Hello?");
  const unused = (hours: number) =>
    target.database.admin.query("update conversations set last_used_at = now() - make_interval(hours => $1) where id = $2", [
      hours,
      conversation_id,
    ]);
  await unused(23);
  expect((await read(conversation_id, visitor_token)).status).toBe(200);
  const { rows } = await target.database.admin.query(
    "select last_used_at > now() - interval '1 minute' as fresh from conversations where id = $1",
    [conversation_id],
  );
  expect(rows[0].fresh).toBe(true);
  await unused(25);
  expect((await read(conversation_id, visitor_token)).status).toBe(401);
  expect((await askAll(target, { conversation_id, visitor_token }, "Hello?")).status).toBe(401);
});

test("deleting an agent ends its widget at once", async () => {
  const { agent, agents, organization } = await agentOf();
  const visitor = await startConversation(target, agent);
  expect((await call(target, organization.owner, `DELETE ${agents}/${agent}`)).status).toBe(204);
  expect((await start(agent, visitorOrigin)).status).toBe(404);
  expect((await askAll(target, visitor, "Hello?")).status).toBe(404);
  expect((await read(visitor.conversation_id, visitor.visitor_token)).status).toBe(404);
});

test("deleting a project ends the widgets of its agents", async () => {
  const { agent, organization, project } = await agentOf();
  const visitor = await startConversation(target, agent);
  expect((await call(target, organization.owner, `DELETE /v1/organizations/${organization.id}/projects/${project}`)).status).toBe(204);
  expect((await start(agent, visitorOrigin)).status).toBe(404);
  expect((await askAll(target, visitor, "Hello?")).status).toBe(404);
});

test("one address cannot begin conversations without end", async () => {
  const { agent } = await agentOf({}, limited);
  const statuses = new Set<number>();
  let refusal: Awaited<ReturnType<typeof start>> | undefined;
  for (let count = 0; count < 125; count++) {
    const answer = await start(agent, visitorOrigin, limited);
    statuses.add(answer.status);
    if (answer.status === 429) refusal ??= answer;
  }
  expect([...statuses]).toEqual([201, 429]);
  expect(refusal!.body.error.message).toBe("Too many tries. Try again in a minute.");
  expect(Number(refusal!.headers.get("retry-after"))).toBeGreaterThan(0);
});

test("a visitor's message survives whatever happens to its answer", async () => {
  const { agent, organization, project } = await agentOf();
  const visitor = await startConversation(target, agent);
  const answering = askAll(target, visitor, "Will this be kept?");
  await expect
    .poll(
      async () =>
        (
          await target.database.admin.query("select text from messages where conversation_id = $1 and role = 'visitor'", [
            visitor.conversation_id,
          ])
        ).rows,
    )
    .toEqual([{ text: "Will this be kept?" }]);
  await answering;
  // As after `kill -9` in the middle: a lease that nobody renews keeps the conversation for seconds, not for ever.
  const lease = (time: string) =>
    target.database.admin.query(`update conversations set answering_id = 'msg_gone', answering_until = ${time} where id = $1`, [
      visitor.conversation_id,
    ]);
  await lease("now() + interval '20 seconds'");
  expect((await askAll(target, visitor, "And now?")).status).toBe(409);
  await lease("now() - interval '1 second'");
  expect((await askAll(target, visitor, "And now?")).events.at(-1)!.event).toBe("done");
  const list = await call<{ data: { message_count: number }[] }>(
    target,
    organization.owner,
    `GET /v1/organizations/${organization.id}/projects/${project}/conversations`,
  );
  expect(list.body.data.map((row) => row.message_count)).toEqual([4]);
});
