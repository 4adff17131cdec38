import { afterAll, beforeAll, expect, test } from "vitest";
import type { Agent } from "#features/agents/contract.ts";
import { testAppUrl, useApp, type TestApp } from "#testing/app.ts";
import {
  call,
  createAgent,
  createOrganization,
  createProject,
  startConversation,
  startTestChat,
  type TestVisit,
} from "#testing/factories.ts";
import { startModelServer, type ModelServer } from "#testing/model-server.ts";
import { ask, knowModel } from "#testing/visitor.ts";

const variables: Record<string, string> = { MODEL_NAME: "local-small" };
let models: ModelServer;
beforeAll(async () => {
  models = await startModelServer();
  variables.MODEL_BASE_URL = models.url;
});
afterAll(() => models.close());
const target = useApp({ variables });
/** Learns of what other processes change by looking often. */
const watchful = useApp({ variables, lookEveryMs: 50 });

async function workspace(fields: object = {}, on = target) {
  const organization = await createOrganization(on);
  const project = await createProject(on, organization.id, organization.owner.id);
  const agent = await createAgent(on, organization, project, fields);
  const path = `/v1/organizations/${organization.id}/projects/${project}/agents/${agent}`;
  const update = (change: object) =>
    call<Agent & { error: { field_errors: Record<string, string> } }>(on, organization.owner, `PATCH ${path}`, change);
  return { organization, project, agent, update };
}

const begin = async (agent: string, origin: string) =>
  (await call(target, null, `POST /widget/v1/agents/${agent}/conversations`, {}, { origin })).status;
const look = (agent: string, origin?: string) =>
  call<{ error: { message: string } }>(target, null, `GET /widget/v1/agents/${agent}`, undefined, origin ? { origin } : {});

test("websites are kept as browsers name them, however they were written, and each once", async () => {
  const { update } = await workspace();
  const { body } = await update({
    allowed_origins: [
      "HTTPS://Shop.Example/",
      "https://shop.example:443",
      "http://shop.example:80/",
      " https://www.shop.example:8443 ",
      "https://Bücher.example",
      "https://*.例え.example/",
      "https://xn--bcher-kva.example",
      "http://localhost:5173",
      "https://[2001:DB8::1]:8443",
    ],
  });
  expect(body.allowed_origins).toEqual([
    "https://shop.example",
    "http://shop.example",
    "https://www.shop.example:8443",
    "https://xn--bcher-kva.example",
    "https://*.xn--r8jz45g.example",
    "http://localhost:5173",
    "https://[2001:db8::1]:8443",
  ]);
});

test.each([
  "shop.example",
  "https://shop.example/path",
  "https://shop.example?x",
  "https://shop.example#x",
  "https://me@shop.example",
  "https://*",
  "https://*.com",
  "https://shop.*.example",
  "https://*shop.example",
  "https://*.*.shop.example",
  "ftp://shop.example",
  "null",
  "javascript:alert(1)",
  `https://${"a.".repeat(150)}example`,
])("%s is no website", async (website) => {
  const { update } = await workspace();
  const { status, body } = await update({ allowed_origins: ["https://fine.example", website] });
  expect([status, Object.keys(body.error.field_errors)]).toEqual([422, ["allowed_origins.1"]]);
});

test("an agent answers on the websites of its list, and on no other", async () => {
  const allowed_origins = ["https://shop.example", "https://*.shop.example", "https://*.ports.example:8443", "https://bücher.example"];
  const { agent } = await workspace({ allowed_origins });
  const answered = [
    "https://shop.example",
    "HTTPS://SHOP.EXAMPLE",
    "https://shop.example:443",
    "https://www.shop.example",
    "https://a.b.shop.example",
    "https://a.ports.example:8443",
    "https://xn--bcher-kva.example",
  ];
  const refused = [
    "http://shop.example",
    "https://shop.example:8443",
    "https://notshop.example",
    "https://shop.example.evil.example",
    "https://.shop.example.evil",
    "https://.shop.example",
    "https://ports.example:8443",
    "https://a.ports.example",
    "https://a.ports.example:8444",
    "null",
    "file://",
    "capacitor://localhost",
    "https://localhost",
  ];
  expect(await Promise.all(answered.map((origin) => begin(agent, origin)))).toEqual(answered.map(() => 201));
  expect(await Promise.all(refused.map((origin) => begin(agent, origin)))).toEqual(refused.map(() => 403));
});

test("its switch opens it to apps and files, and to no further website", async () => {
  const { agent, update } = await workspace({ allowed_origins: ["https://shop.example"] });
  const apps = [
    "null",
    "file://",
    "capacitor://localhost",
    "ionic://localhost",
    "tauri://localhost",
    "https://localhost",
    "http://localhost",
  ];
  const others = ["https://other.example", "http://localhost:5173", "https://localhost.example", "https://app.localhost"];
  expect(new Set(await Promise.all(apps.map((origin) => begin(agent, origin))))).toEqual(new Set([403]));
  expect((await update({ allow_web_views: true })).body.allow_web_views).toBe(true);
  expect(new Set(await Promise.all(apps.map((origin) => begin(agent, origin))))).toEqual(new Set([201]));
  expect(new Set(await Promise.all(others.map((origin) => begin(agent, origin))))).toEqual(new Set([403]));
  const visit = await startConversation(target, agent, "null");
  expect((await ask(target, { ...visit, origin: "null" }, "Hello?")).headers.get("access-control-allow-origin")).toBe("null");
});

test.each([
  `https://${"a.".repeat(150)}example`,
  "https://shop.example/",
  "https://shop.example/path",
  "https://me@shop.example",
  "https://shop.example https://other.example",
  "shop.example",
  "https://",
  "<script>",
  "Null",
])("the Origin %s is none, and is refused with a sentence", async (origin) => {
  const { agent } = await workspace();
  const { status, body } = await call<{ error: { code: string; message: string } }>(
    target,
    null,
    `POST /widget/v1/agents/${agent}/conversations`,
    {},
    { origin },
  );
  expect([status, body.error.code]).toEqual([400, "invalid_request"]);
  expect(body.error.message).toContain("at most 300 characters");
});

test("a widget learns whether it may show itself, and why not", async () => {
  const { agent, update } = await workspace();
  expect((await look(agent, "https://other.example")).status).toBe(200);
  await update({ allowed_origins: ["https://shop.example"] });
  const shown = await look(agent, "https://shop.example");
  expect([shown.status, shown.headers.get("access-control-allow-origin"), shown.headers.get("vary")]).toEqual([
    200,
    "https://shop.example",
    "Accept-Language, Origin",
  ]);
  expect(shown.headers.get("cache-control")).toBe("private, max-age=60");
  const hidden = await look(agent, "https://other.example");
  expect([hidden.status, hidden.headers.get("access-control-allow-origin")]).toEqual([403, "https://other.example"]);
  expect(hidden.body.error.message).toContain("does not answer on this website");
  // As reads from our own pages are.
  expect((await look(agent)).status).toBe(200);
});

test.each([
  ["over the API", "target"],
  ["by another process", "watchful"],
])("an open answer ends when its website is taken off the list %s, and those of others continue", async (how, name) => {
  const on = name === "target" ? target : watchful;
  const { organization, agent, update } = await workspace({ allowed_origins: ["https://shop.example", "https://blog.example"] }, on);
  knowModel(on);
  models.script({ text: ["Within three"], then: "stall" });
  const blog = "https://blog.example";
  const gone = await openAnswer(on, { ...(await startConversation(on, agent, blog)), origin: blog });
  const slowly = { text: ["Within three ", "working ", "days."], delayMs: 250 };
  models.script(slowly, slowly);
  const visits = [await startConversation(on, agent), await startTestChat(on, agent, organization.owner)];
  const others = await Promise.all(visits.map((visit) => openAnswer(on, visit)));
  if (how === "over the API") await update({ allowed_origins: ["https://shop.example"] });
  else await on.database.admin.query("update agents set allowed_origins = '{https://shop.example}' where id = $1", [agent]);
  expect(await gone.rest()).toMatch(
    /event: error\ndata: {"code":"forbidden","message":"This agent does not answer on this website[^\n]*\n\n$/,
  );
  for (const other of others) expect(await other.rest()).toContain("event: done");
});

/** An answer whose first words have come, and what comes after them. */
async function openAnswer(on: TestApp, visit: TestVisit): Promise<{ rest(): Promise<string> }> {
  const reader = (await ask(on, visit, "How long?")).body!.pipeThrough(new TextDecoderStream()).getReader();
  for (let seen = ""; !seen.includes("Within");) seen += (await reader.read()).value;
  return {
    async rest() {
      let rest = "";
      for (let part = await reader.read(); !part.done; part = await reader.read()) rest += part.value;
      return rest;
    },
  };
}

test("a team tests its agent on our own pages whatever the list says", async () => {
  const { organization, agent } = await workspace({ allowed_origins: ["https://shop.example"] });
  const visit = await startTestChat(target, agent, organization.owner);
  expect(visit.origin).toBe(testAppUrl);
  expect((await ask(target, visit, "Hello?")).status).toBe(200);
});
