import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { operatorKey } from "#access/authenticate.ts";
import type { Example } from "#access/operation.ts";
import type { Route } from "#access/router.ts";
import { endpoints } from "#features/identity/server/endpoints.ts";
import { activeRoutes } from "../app.ts";
import { testAppUrl, useApp, type TestApp } from "./app.ts";
import { visitorOrigin } from "./factories.ts";
import { manualBilling } from "./manual-billing.ts";
import { startStripeServer } from "./stripe/server.ts";
import { fillWorld, type FilledWorld } from "./world.ts";

/** Each text that each operation takes, found in its schema, with what the database cannot hold and what it should not. */
const stripe = await startStripeServer();
const target = useApp({ variables: stripe.variables });
const manual = useApp({ variables: manualBilling });
const appOf = ({ operation }: Route): TestApp => ((operation.available?.(target.platform) ?? true) ? target : manual);

const nul = "a\0b";
const half = "a\ud800b";
const decomposed = "Cafe\u0301";

let refused: Map<TestApp, FilledWorld>;
beforeAll(async () => {
  refused = new Map([
    [target, await fillWorld(target)],
    [manual, await fillWorld(manual)],
  ]);
  return () => stripe.close();
});

const cases = activeRoutes().flatMap((route) =>
  pathsOf(route.operation.input).map((path) => [`${route.method} ${route.path}`, path.join("."), route, path] as const),
);

test("the walk finds texts at the top, in lists and in names of fields", () => {
  const found = new Set(cases.map(([line, path]) => `${line} ${path}`));
  expect(found).toContain("POST /v1/organizations name");
  expect(found).toContain("POST /v1/organizations/{organization_id}/invitations emails.0");
  expect(found).toContain("PUT /v1/organizations/{organization_id}/budget agents.*");
  expect(found).toContain("GET /v1/organizations/{organization_id}/audit-entries query");
  expect(found.size).toBeGreaterThan(80);
});

describe.each(cases)("%s, %s", (_line, _path, route, path) => {
  const isPassword = /password/i.test(path[0]!);

  test.skipIf(isPassword)("with a NUL or half a character is 422 at its field", async () => {
    const app = appOf(route);
    const filled = refused.get(app)!;
    for (const text of route.method === "GET" ? [nul] : [nul, half]) {
      const response = await send(app, route, filled, path, text);
      expect(response.status).toBe(422);
      const { error } = (await response.json()) as { error: { field_errors: Record<string, string> } };
      expect(Object.keys(error.field_errors)[0]).toBe(path.filter((step) => step !== "*").join("."));
      expect(Object.values(error.field_errors)[0]).toMatch(/U\+0000|lone surrogate/);
    }
  });

  test.runIf(isPassword)("is a password and may hold anything", async () => {
    const app = appOf(route);
    for (const text of [nul, half]) {
      const response = await send(app, route, refused.get(app)!, path, text);
      expect(response.status).toBeLessThan(500);
      expect(await response.text()).not.toMatch(/U\+0000|lone surrogate/);
    }
  });

  test("takes an accent that was written apart, and stores it composed", async () => {
    const app = appOf(route);
    const filled = await fillWorld(app);
    expect((await send(app, route, filled, path, decomposed)).status).toBeLessThan(500);
  });
});

test("nothing that was stored on the way holds an accent written apart", async () => {
  for (const app of [target, manual]) {
    const { rows: columns } = await app.database.admin.query(
      `select format('%I.%I', table_schema, table_name) as table, column_name as column from information_schema.columns
       where table_schema in ('app', 'jobs') and data_type in ('text', 'jsonb', 'json', 'ARRAY', 'character varying')`,
    );
    expect(columns.length).toBeGreaterThan(100);
    for (const { table, column } of columns) {
      const { rows } = await app.database.admin.query(`select count(*) from ${table} where "${column}"::text ~ 'e\u0301'`);
      expect(Number(rows[0].count), `${table}.${column}`).toBe(0);
    }
    const { rows } = await app.database.admin.query("select count(*) from agents where name = 'Café'");
    if (app === target) expect(Number(rows[0].count)).toBeGreaterThan(0);
  }
});

describe.each(
  Object.entries(endpoints).flatMap(([line, schema]) =>
    (schema ? pathsOf(schema) : []).map((path) => [line, path.join("."), path] as const),
  ),
)("%s of accounts, %s", (line, _path, path) => {
  test.each([nul, half, decomposed])("is never a 500 with %j", async (text) => {
    const [method = "", address] = line.split(" ");
    const full = {
      email: "ann@example.com",
      password: "Correct horse 9",
      newPassword: "Correct horse 9",
      currentPassword: "x",
      token: "x",
    };
    const response = await target.app.request(`/api/auth${address}`, {
      method,
      headers: { origin: testAppUrl, cookie: refused.get(target)!.users.owner!.cookie, "content-type": "application/json" },
      body: JSON.stringify({ ...full, newEmail: "bob@example.com", name: "Ann", provider: "google", accountId: "x", [path[0]!]: text }),
    });
    expect(response.status).toBeLessThan(500);
    if (text !== decomposed && !/password/i.test(path[0]!)) expect(response.status).toBe(422);
  });
});

test.each([
  "/%00",
  "/assets/%00",
  "/assets/a%00.js",
  "/widget/assets/%00",
  "/docs/%00",
  "/%00.js",
  "/v1/%00",
  "/api/auth/get-session?x=%00",
])("GET %s is not a 500", async (path) => {
  for (const accept of ["text/html", "application/json"]) {
    expect((await target.app.request(path, { headers: { accept } })).status).toBeLessThan(500);
  }
});

test.each(["0000-01-01", "0000-01-01T00:00:00Z"])("a time that no calendar of the database has is 422: %s", async (from) => {
  const { world, users } = refused.get(target)!;
  const path = `/v1/organizations/${world.organization_id}/audit-entries?from=${encodeURIComponent(from)}`;
  expect((await target.app.request(path, { headers: { cookie: users.owner!.cookie } })).status).toBe(422);
});

test("a body that is nested without end is refused with a sentence", async () => {
  const { users } = refused.get(target)!;
  for (const name of [`${"[".repeat(400_000)}${"]".repeat(400_000)}`, `${'{"a":'.repeat(150_000)}1${"}".repeat(150_000)}`]) {
    const response = await target.app.request("/v1/organizations", {
      method: "POST",
      headers: { cookie: users.owner!.cookie, origin: testAppUrl },
      body: `{"name":${name}}`,
    });
    expect(response.status).toBe(400);
  }
});

type Json = { type?: string; properties?: Record<string, Json>; items?: Json; anyOf?: Json[]; oneOf?: Json[]; allOf?: Json[] } & {
  additionalProperties?: Json | boolean;
};

/** Where a schema takes texts: names of fields from the outside in, `0` for an item of a list, `*` for the name of a field. */
function pathsOf(schema: z.ZodType): string[][] {
  return walk(z.toJSONSchema(schema, { io: "input", unrepresentable: "any", reused: "inline" }) as Json, []);
}

function walk(json: Json, path: string[]): string[][] {
  const branches = [...(json.anyOf ?? []), ...(json.oneOf ?? []), ...(json.allOf ?? [])].flatMap((branch) => walk(branch, path));
  const here = json.type === "string" ? [path] : [];
  const fields = Object.entries(json.properties ?? {}).flatMap(([name, field]) => walk(field, [...path, name]));
  const items = json.items ? walk(json.items, [...path, "0"]) : [];
  const names = typeof json.additionalProperties === "object" && "type" in json.additionalProperties ? [[...path, "*"]] : [];
  return [...new Map([...here, ...branches, ...fields, ...items, ...names].map((found) => [found.join("."), found])).values()];
}

/** The operation's own example, with `text` where the path leads. */
async function send(app: TestApp, route: Route, { world, users }: FilledWorld, path: readonly string[], text: string): Promise<Response> {
  const { operation, method } = route;
  const example: Example = operation.example(world);
  const params: Record<string, string | undefined> = { organization_id: world.organization_id, ...example.params };
  const address = route.path.replace(/\{(\w+)\}/g, (_all, name: string) => params[name] ?? "missing");
  const input = put(example.input ?? {}, path, text) as Record<string, string>;
  const headers = { ...credentialOf(app, operation.scope, world.visitor_token, users.owner!.cookie) };
  if (method === "GET") return app.app.request(`${address}?${new URLSearchParams(input)}`, { headers });
  return app.app.request(address, { method, headers: { ...headers, "content-type": "application/json" }, body: JSON.stringify(input) });
}

function credentialOf(app: TestApp, scope: string, visitorToken: string, cookie: string): Record<string, string> {
  if (scope === "operator") return { authorization: `Bearer ${operatorKey(app.platform)}` };
  if (scope === "visitor") return { authorization: `Bearer ${visitorToken}`, origin: visitorOrigin };
  return { cookie, origin: testAppUrl };
}

function put(value: unknown, [step, ...rest]: readonly string[], text: string): unknown {
  if (step === undefined) return text;
  if (step === "0") return [put(Array.isArray(value) ? value[0] : undefined, rest, text)];
  if (step === "*") return { [text]: { answers: 1 } };
  const record = typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  return { ...record, [step]: put(record[step], rest, text) };
}
