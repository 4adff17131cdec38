import { z } from "zod";
import { inputOf } from "./input-of.ts";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { useApp } from "#testing/app.ts";
import { call, createMember, createOrganization, createProject, type TestOrganization } from "#testing/factories.ts";
import { asJson, orderTool, startToolServer } from "#testing/tool-server.ts";
import type { StoredSecret, TriedTool } from "../contract.ts";

const server = await startToolServer();
const other = await startToolServer();
const target = useApp({ variables: { CONNECTOR_ALLOW: `${server.host},${other.host}` } });
afterAll(() => Promise.all([server.close(), other.close()]));

const value = "tk-0123456789/abcdef+WXYZ";
let organization: TestOrganization;
let path: string;
beforeEach(async () => {
  for (const one of [server, other]) {
    one.requests.length = 0;
    one.answer((_, response) => asJson(response, { status: "sent", delivery: { date: "3 May" } }));
  }
  organization = await createOrganization(target);
  path = await pathOf();
});

const pathOf = async () =>
  `/v1/organizations/${organization.id}/projects/${await createProject(target, organization.id, organization.owner.id)}`;
type Refused = { error?: { message: string; field_errors?: Record<string, string> } };
const keep = async (input: object = {}) =>
  (
    await call<StoredSecret & Refused>(target, organization.owner, `POST ${path}/secrets`, {
      name: "Key",
      url: server.url,
      value,
      ...input,
    })
  ).body;
const attempt = (fields: object = {}, input: object = { number: "A-1" }) =>
  call<TriedTool & Refused>(target, organization.owner, `POST ${path}/tools/try`, {
    tool: orderTool(server.url, fields),
    arguments: input,
  });
const withSecret = (secret_id: string) => ({ headers: [{ name: "Authorization", before: "Bearer ", secret_id }] });

test("a tool asks its address with what was filled in and its secret, and reads what its maker named", async () => {
  const { id } = await keep();
  const { status, body } = await attempt(withSecret(id));
  expect([status, body.outcome, body.text]).toEqual([200, "answered", "The order is sent and arrives on 3 May."]);
  expect(server.requests).toMatchObject([{ method: "GET", path: "/orders?number=A-1", headers: { authorization: `Bearer ${value}` } }]);
});

test("a body is JSON of the parameters that are meant for it", async () => {
  const parameters = [
    { name: "number", type: "string", description: "", required: true, in: "body" },
    { name: "count", type: "integer", description: "", required: false, in: "body" },
    { name: "kind", type: "string", description: "", required: false, choices: ["a", "b"], in: "query" },
  ];
  await attempt({ method: "POST", parameters }, { number: 'A"1&x=2', count: 3, kind: "b" });
  expect(server.requests).toMatchObject([
    { method: "POST", path: "/orders?kind=b", body: '{"number":"A\\"1&x=2","count":3}', headers: { "content-type": "application/json" } },
  ]);
});

describe("what is filled in changes nothing else of the request", () => {
  test.each([
    ["a field that is no parameter", { number: "A", url: "https://example.com" }],
    ["a header", { number: "A", headers: { "x-own": "1" } }],
    ["a host", { number: "A", host: "example.com" }],
    ["nothing where something is needed", {}],
    ["a value of another type", { number: { $ne: 1 } }],
    ["no object", ["A"]],
  ])("with %s nobody is asked", async (_what, input) => {
    const { body } = await call<TriedTool>(target, organization.owner, `POST ${path}/tools/try`, {
      tool: orderTool(server.url),
      arguments: Array.isArray(input) ? { 0: "A" } : input,
    });
    expect([body.outcome, server.requests]).toEqual(["refused", []]);
  });

  test.each(["../admin", "A#x", "A&number=B&admin=1", "A/../../admin", "\r\nX-Own: 1", "@example.com/"])(
    "%j stays one value",
    async (number) => {
      await attempt({}, { number });
      expect(server.requests).toHaveLength(1);
      const url = new URL(server.requests[0]!.path, server.url);
      expect([url.pathname, [...url.searchParams]]).toEqual(["/orders", [["number", number]]]);
      expect(server.requests[0]!.headers).not.toHaveProperty("x-own");
    },
  );
});

test("a secret is shown nowhere: in no answer of the API, no entry, no archive row and no text that a server repeats", async () => {
  const { id, ...stored } = await keep();
  expect(JSON.stringify(stored)).not.toContain(value);
  server.answer(({ headers }, response) =>
    asJson(response, {
      echo: headers,
      base64: Buffer.from(value).toString("base64"),
      url: encodeURIComponent(value),
      hex: Buffer.from(value).toString("hex"),
    }),
  );
  for (const answer of ["", "{/echo}", "{/echo/authorization} {/base64} {/url} {/hex}"]) {
    const { body } = await attempt({ ...withSecret(id), answer });
    for (const written of [
      value,
      Buffer.from(value).toString("base64").slice(0, 30),
      encodeURIComponent(value),
      Buffer.from(value).toString("hex"),
    ])
      expect(JSON.stringify(body)).not.toContain(written);
    expect(body.text).toContain("…");
  }
  server.answer(
    ({ headers }, response) => void response.writeHead(403, { "content-type": "text/plain" }).end(`no: ${headers.authorization}`),
  );
  expect((await attempt(withSecret(id))).body).toMatchObject({
    outcome: "failed",
    said: "It answered 403. It says: no: Bearer …",
    text: null,
  });
  const rows = await target.database.admin.query("select * from tool_secrets s join secrets using (organization_id, id) where id = $1", [
    id,
  ]);
  expect(JSON.stringify(rows.rows)).not.toContain(value);
  const entries = await target.database.admin.query("select * from audit_entries where organization_id = $1", [organization.id]);
  expect(JSON.stringify(entries.rows)).toContain("secret.create");
  expect(JSON.stringify(entries.rows)).not.toContain(value);
});

describe("a secret is sent to its own origin alone", () => {
  test("a tool at another address may not name it", async () => {
    const { id } = await keep();
    const { status, body } = await attempt({ ...withSecret(id), url: `${other.url}/orders` });
    expect([status, body.error!.field_errors]).toEqual([
      422,
      { "tool.headers.0.secret_id": `This secret is for ${server.url} alone. Enter it again for this address.` },
    ]);
    expect(other.requests).toEqual([]);
  });

  test("nor may one of another project", async () => {
    const { id } = await keep();
    path = await pathOf();
    const { status, body } = await attempt(withSecret(id));
    expect([status, body.error!.message]).toEqual([422, "The project has no such secret. Enter it again."]);
  });

  test("a redirect is not followed", async () => {
    const { id } = await keep();
    server.answer((_, response) => void response.writeHead(302, { location: `${other.url}/orders` }).end());
    const { body } = await attempt(withSecret(id));
    expect([body.outcome, body.said]).toEqual(["failed", "The address redirects to another one, which is not followed."]);
    expect(other.requests).toEqual([]);
  });
});

test.each([
  ["http://127.0.0.1:1/x", "private network"],
  ["http://169.254.169.254/latest/meta-data", "private network"],
  ["http://example.com/orders", "https://"],
  ["https://localhost/x", "private network"],
])("%s is refused, for a tool and for a secret", async (url, why) => {
  const tried = await attempt({ url });
  expect([tried.status, tried.body.error!.field_errors]).toEqual([422, { "tool.url": expect.stringContaining(why) }]);
  expect((await keep({ url })).error!.field_errors).toEqual({ url: expect.stringContaining(why) });
});

test.each([
  ["https://api.example.com/orders/{number}", "braces"],
  ["https://{host}/orders", "braces"],
  ["ftp://api.example.com", "Enter an address"],
  ["https://user:secret@api.example.com/", "user name or password"],
])("%s is no address of a tool", async (url, why) => {
  const { status, body } = await attempt({ url });
  expect([status, body.error!.message]).toEqual([422, expect.stringContaining(why)]);
});

test.each(["Host", "content-length", "Transfer-Encoding", "X-Forwarded-For", "X Y", "A:b"])("%s is no header of a tool", async (name) => {
  const { id } = await keep();
  const { status } = await attempt({ headers: [{ name, before: "", secret_id: id }] });
  expect([status, server.requests]).toEqual([422, []]);
});

describe("what a server answers is held to what a tool reads", () => {
  test.each<[string, Parameters<typeof server.answer>[0], string]>([
    ["a web page", (_, to) => void to.setHeader("content-type", "text/html").end("<p>sent</p>"), "A web page answered in its place."],
    ["a file", (_, to) => void to.setHeader("content-type", "image/png").end("x"), "Its answer is neither JSON nor text."],
    [
      "other bytes",
      (_, to) => void to.setHeader("content-type", "text/plain").end(Buffer.from([0xff, 0xfe, 0x41])),
      "Its answer is neither JSON nor text.",
    ],
    [
      "too much",
      (_, to) => void to.setHeader("content-type", "text/plain").end("x".repeat(20_000)),
      "The answer is larger than what is read.",
    ],
    ["no JSON", (_, to) => void to.setHeader("content-type", "application/json").end("{"), "Its answer is not JSON."],
    ["other fields", (_, to) => asJson(to, { state: "sent" }), "Its answer has none of the fields that are read of it."],
    ["nothing in time", () => {}, "The server took too long to answer."],
    ["an error", (_, to) => void to.writeHead(404).end(), "It answered 404."],
  ])("%s fails, with the reason", async (_what, reply, said) => {
    server.answer(reply);
    const { status, body } = await attempt({ timeout_seconds: 1 });
    expect([status, body.outcome, body.said, body.text]).toEqual([200, "failed", said, null]);
  });

  test("a field is the answer's own, and not one that every object has", async () => {
    server.answer((_, response) => asJson(response, { status: "sent" }));
    expect((await attempt({ answer: "{/constructor/name}{/__proto__}" })).body.outcome).toBe("failed");
  });

  test("of a long answer a model reads the beginning", async () => {
    server.answer((_, response) => asJson(response, { note: "ab".repeat(6_000) }));
    const { body } = await attempt({ answer: "{/note}" });
    expect([body.text!.length, body.said.length]).toEqual([8_001, 301]);
  });
});

test("secrets are kept and tools are tried by those who can change agents, and nobody else", async () => {
  const viewer = await createMember(target, organization.id, "viewer");
  const as = (line: string, body?: object) => call(target, viewer, line, body).then(({ status }) => status);
  expect(await as(`POST ${path}/secrets`, { name: "Key", url: server.url, value })).toBe(403);
  expect(await as(`POST ${path}/tools/try`, { tool: orderTool(server.url), arguments: {} })).toBe(403);
  expect(await as(`GET ${path}/secrets`)).toBe(200);
});

test("a deleted secret is gone with its value, and so are those of a project", async () => {
  const { id } = await keep();
  await keep({ name: "Another" });
  const stored = async () =>
    Number((await target.database.admin.query("select count(*) from secrets where organization_id = $1", [organization.id])).rows[0].count);
  expect(await stored()).toBe(2);
  expect(await call(target, organization.owner, `DELETE ${path}/secrets/${id}`)).toMatchObject({ status: 204 });
  expect(await stored()).toBe(1);
  expect(await call(target, organization.owner, `DELETE ${path}`)).toMatchObject({ status: 204 });
  expect(await stored()).toBe(0);
});

test("a parameter that is called as something every object inherits is left out when it is left out", () => {
  const parameter = { type: "string" as const, description: "", required: false, choices: [], in: "query" as const };
  const schema = inputOf([{ ...parameter, name: "constructor" }]);
  expect(schema.safeParse({}).data).toEqual({});
  expect(schema.safeParse({ constructor: "Ann" }).data?.constructor).toBe("Ann");
  expect(schema.safeParse({ other: "x" }).success).toBe(false);
  expect(z.toJSONSchema(schema)).toMatchObject({ type: "object", properties: { constructor: { type: "string" } } });
});
