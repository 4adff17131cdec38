import { beforeEach, describe, expect, test } from "vitest";
import { testAppUrl, useApp } from "#testing/app.ts";
import {
  call,
  createAgent,
  createOrganization,
  createProject,
  setStatus,
  startConversation,
  type TestOrganization,
} from "#testing/factories.ts";
import { holdOrganization } from "#testing/hold-organization.ts";
import { runQueued } from "#testing/run-job.ts";
import { askAll, callAsVisitor } from "#testing/visitor.ts";
import type { OpenedChatLink, ReplyRoute } from "../contract.ts";
import { findUnseen } from "./find-unseen.ts";

const target = useApp();
const strict = useApp({ variables: { RATE_LIMIT: "on" } });
const mute = useApp({ variables: { HOST: "0.0.0.0", APP_URL: "https://agents.example" } });
type Visit = { conversation_id: string; visitor_token: string; origin?: string };

let organization: TestOrganization;
let project: string;
let agent: string;
async function setUp(app = target) {
  organization = await createOrganization(app);
  project = await createProject(app, organization.id, organization.owner.id);
  agent = await createAgent(app, organization, project, { name: "Shop", allowed_origins: ["https://shop.example"] });
  app.mails.length = 0;
}
beforeEach(() => setUp());

const sql = (text: string, values: unknown[] = [], app = target) => app.database.admin.query(text, values);
const conversationOf = ({ conversation_id: id }: Visit) => `/v1/organizations/${organization.id}/projects/${project}/conversations/${id}`;

/** A visitor who waits for a person and left an address, where one is given. */
async function waiting(email: string | null, app = target): Promise<Visit> {
  const origin = "https://shop.example";
  const visit = { ...(await startConversation(app, agent, origin)), origin };
  await callAsVisitor(app, visit, "POST /handover", {});
  if (email) expect((await callAsVisitor(app, visit, "PATCH /lead", { email })).status).toBe(200);
  return visit;
}

async function reply(visit: Visit, text: string, app = target) {
  await call(app, organization.owner, `POST ${conversationOf(visit)}/take-over`);
  expect((await call(app, organization.owner, `POST ${conversationOf(visit)}/messages`, { text })).status).toBe(201);
}

/** The same, two minutes later: all that the sweep looks at is that much older. */
async function later(app = target) {
  const columns = {
    conversations: ["reply_unseen_since", "last_used_at"],
    messages: ["created_at"],
    chat_links: ["created_at", "mailed_at"],
  };
  for (const [table, names] of Object.entries(columns)) {
    const set = names.map((name) => `${name} = ${name} - interval '2 minutes'`).join(", ");
    await sql(`update ${table} set ${set} where organization_id = $1`, [organization.id], app);
  }
}

/** What is mailed when the clock looks. */
async function mailed(app = target) {
  await findUnseen.run({ platform: app.platform, log: app.platform.log, signal: new AbortController().signal });
  await runQueued(app, /^chat_link\.mail$/);
  return app.mails.splice(0);
}

const secretIn = ({ text }: { text: string }) => /\/chat#([\w-]+)/.exec(text)![1]!;
const open = (secret: string, app = target) => call<OpenedChatLink>(app, null, "POST /v1/chat-links/open", { secret });
const renew = (secret: string, app = target) => call(app, null, "POST /v1/chat-links/renew", { secret });

describe("a person's reply to a visitor who is not there", () => {
  test("is mailed once with a link, quotes the person and nobody else, and says where to answer", async () => {
    const visit = await waiting("ann@example.com");
    await askAll(target, visit, "Do you have the Zephyr in blue?");
    await reply(visit, "Yes, in blue.\nLook at shop.example/blue");
    await reply(visit, "And in red.");
    expect(await mailed()).toEqual([]);
    await later();
    const [mail, ...more] = await mailed();
    expect(more).toEqual([]);
    expect(mail).toMatchObject({ to: "ann@example.com", subject: "You have a reply in your chat" });
    expect(mail!.text).toContain("> Yes, in blue.\n> Look at shop.⁠example/blue\n> \n> And in red.");
    expect(mail!.html).toContain("And in red.");
    expect(mail!.text).toContain("Please answer there: nobody reads answers to this mail.");
    expect(JSON.stringify(mail)).not.toMatch(/Zephyr|shop\.example/);
    await reply(visit, "Still there?");
    await later();
    expect(await mailed()).toEqual([]);
  });

  test("is not mailed where the chat is seen, the page looked a moment ago, or no address was left", async () => {
    const [seen, there, nameless] = [await waiting("seen@example.com"), await waiting("there@example.com"), await waiting(null)];
    for (const visit of [seen, there, nameless]) await reply(visit, "Hello");
    await callAsVisitor(target, seen, "POST /seen", {});
    await later();
    await callAsVisitor(target, there, "GET /messages");
    expect(await mailed()).toEqual([]);
    await later();
    expect((await mailed()).map(({ to }) => to)).toEqual(["there@example.com"]);
    // Once they have seen it, the next one is worth a mail again.
    for (const visit of [seen, there]) {
      await callAsVisitor(target, visit, "POST /seen", {});
      await reply(visit, "And another thing");
    }
    await later();
    expect((await mailed()).map(({ to }) => to).toSorted()).toEqual(["seen@example.com", "there@example.com"]);
  });

  test("is mailed by the next run where the mail server is down, and by no second job meanwhile", async () => {
    await reply(await waiting("ann@example.com"), "Hello");
    await later();
    const { send } = target.platform.mail;
    target.platform.mail.send = () => Promise.reject(new Error("The server is down."));
    await expect(mailed()).rejects.toThrow("The server is down.");
    target.platform.mail.send = send;
    expect((await sql("select from chat_links where organization_id = $1", [organization.id])).rowCount).toBe(0);
    const look = () => findUnseen.run({ platform: target.platform, log: target.platform.log, signal: new AbortController().signal });
    await look();
    await look();
    const queued = "select from jobs.job where name = 'chat_link.mail' and state = 'created' and data->>'organization_id' = $1";
    expect((await sql(queued, [organization.id])).rowCount).toBe(1);
    expect(await mailed()).toHaveLength(1);
  });

  test("is mailed from no organization that is suspended, and to no address that another took the place of", async () => {
    const visit = await waiting("old@example.com");
    await reply(visit, "Hello");
    await later();
    await setStatus(target, organization.id, "suspended");
    expect(await mailed()).toEqual([]);
    await setStatus(target, organization.id, "active");
    await callAsVisitor(target, visit, "PATCH /lead", { email: "new@example.com" });
    await later();
    expect((await mailed()).map(({ to }) => to)).toEqual(["new@example.com"]);
  });
});

describe("the link", () => {
  async function link(email = "ann@example.com", app = target) {
    const visit = await waiting(email, app);
    await reply(visit, "Yes, in blue.", app);
    await later(app);
    const secret = secretIn((await mailed(app))[0]!);
    return { visit, secret };
  }

  test("is traded once for a token of that conversation, on our own pages, wherever the agent answers", async () => {
    const { visit, secret } = await link();
    const { status, body } = await open(secret);
    expect(status).toBe(200);
    if (body.state !== "open") throw new Error(body.state);
    expect(body).toMatchObject({ agent_id: agent, agent_name: "Shop", conversation_id: visit.conversation_id });
    const here = { ...body, origin: testAppUrl };
    const history = await callAsVisitor<{ data: { text: string }[] }>(target, here, "GET /messages");
    expect(history.body.data.map(({ text }) => text)).toContain("Yes, in blue.");
    expect((await askAll(target, here, "Thank you")).status).toBe(200);
    expect((await callAsVisitor(target, { ...here, origin: "https://other.example" }, "GET /messages")).status).toBe(401);
    const stored = await call<{ test: boolean }>(target, organization.owner, `GET ${conversationOf(visit)}`);
    expect(stored.body.test).toBe(false);
    expect((await open(secret)).body).toEqual({ state: "spent", can_renew: true, website: "https://shop.example" });
  });

  test("of two who come at once lets one in, proves the address, and is an event without the address", async () => {
    const { visit, secret } = await link();
    const held = await holdOrganization(target, organization.id);
    await sql("select from chat_links where organization_id = $1 for update", [organization.id]);
    const both = Promise.all([open(secret), open(secret)]);
    await held.untilWaiting(2);
    await held.release();
    const answers = await both;
    expect(answers.map(({ body }) => body.state).toSorted()).toEqual(["open", "spent"]);
    const { rows } = await sql("select email_proven_at from leads where organization_id = $1", [organization.id]);
    expect(rows[0].email_proven_at).not.toBeNull();
    await callAsVisitor(target, visit, "PATCH /lead", { email: "other@example.com" });
    const after = await sql("select email_proven_at from leads where organization_id = $1", [organization.id]);
    expect(after.rows[0].email_proven_at).toBeNull();
    const events = await sql("select e::text as text from live_events e where organization_id = $1", [organization.id]);
    expect(events.rows.some(({ text }) => text.includes("email_proven_at"))).toBe(true);
    expect(JSON.stringify(events.rows)).not.toContain("example.com");
  });

  test("is replaced by mail to the same address, where it was used or is too old, and while it works it is not", async () => {
    const { secret } = await link();
    expect((await renew(secret)).status).toBe(409);
    await sql("update chat_links set expires_at = now() - interval '1 second' where organization_id = $1", [organization.id]);
    expect((await open(secret)).body).toEqual({ state: "expired", can_renew: true, website: "https://shop.example" });
    expect((await renew(secret)).status).toBe(202);
    await runQueued(target, /^chat_link\.mail$/);
    const [mail] = target.mails.splice(0);
    expect(mail).toMatchObject({ to: "ann@example.com", subject: "Your link to the chat" });
    expect(mail!.text).not.toContain("blue");
    expect((await open(secretIn(mail!))).body.state).toBe("open");
  });

  test("ends with the address that it went to, with the lead, and with the conversation", async () => {
    const { visit, secret } = await link();
    await callAsVisitor(target, visit, "PATCH /lead", { email: "other@example.com" });
    expect((await open(secret)).body).toEqual({ state: "expired", can_renew: false, website: "https://shop.example" });
    expect((await renew(secret)).status).toBe(409);
    const second = await link("bea@example.com");
    const { rows } = await sql("select lead_id from lead_conversations where organization_id = $1 and conversation_id = $2", [
      organization.id,
      second.visit.conversation_id,
    ]);
    const lead = `/v1/organizations/${organization.id}/projects/${project}/leads/${rows[0].lead_id}`;
    expect((await call(target, organization.owner, `DELETE ${lead}`)).status).toBe(204);
    expect((await open(second.secret)).status).toBe(404);
    const handles = await sql("select from handles where kind = 'chat_link' and organization_id = $1", [organization.id]);
    expect(handles.rowCount).toBe(1);
  });

  test("is not spent while the organization is suspended", async () => {
    const { secret } = await link();
    await setStatus(target, organization.id, "suspended");
    expect((await open(secret)).status).toBe(423);
    await setStatus(target, organization.id, "active");
    expect((await open(secret)).body.state).toBe("open");
  });

  test("is mailed five times a day for one conversation, and 30 times to one address", async () => {
    await setUp(strict);
    const { secret } = await link("ann@example.com", strict);
    await open(secret, strict);
    for (let count = 1; count < 5; count += 1) {
      expect((await renew(secret, strict)).status).toBe(202);
      await runQueued(strict, /^chat_link\.mail$/);
    }
    expect(strict.mails.splice(0)).toHaveLength(4);
    expect((await renew(secret, strict)).status).toBe(429);
    for (let count = 5; count < 32; count += 1) await reply(await waiting("ann@example.com", strict), "Hello", strict);
    await later(strict);
    expect(await mailed(strict)).toHaveLength(25);
  });
});

test("where nothing is mailed, nobody is promised a mail, and the team reads that it must use the address itself", async () => {
  const expected = async (visit: Visit, app = target) => (await callAsVisitor<{ asked: object }>(app, visit, "GET /messages")).body.asked;
  expect(await expected(await waiting(null))).toMatchObject({ state: "waiting", by_mail: "needs_address" });
  const visit = await waiting("ann@example.com");
  expect(await expected(visit)).toMatchObject({ by_mail: "yes" });
  await reply(visit, "Hello");
  await later();
  await mailed();
  const route = await call<ReplyRoute>(target, organization.owner, `GET ${conversationOf(visit)}/reply-route`);
  expect(route.body).toMatchObject({ email: "ann@example.com", sends: true, unseen: true, mailed_at: expect.any(String) });

  await setUp(mute);
  const silent = await waiting("ann@example.com", mute);
  expect(await expected(silent, mute)).toMatchObject({ by_mail: "no" });
  const muted = await call<ReplyRoute>(mute, organization.owner, `GET ${conversationOf(silent)}/reply-route`);
  expect(muted.body).toEqual({ email: "ann@example.com", sends: false, unseen: false, mailed_at: null });
});
