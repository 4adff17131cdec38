import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import type { App } from "#platform/http/app.ts";
import { createApp } from "#platform/http/server.ts";
import { useApp, type TestApp } from "#testing/app.ts";
import { call, createCustomRole, createKey, createMember, createOrganization, setStatus } from "#testing/factories.ts";
import { tellRights } from "#testing/rights.ts";
import { procedure } from "./operation.ts";
import { productOf } from "./product-of.ts";
import { mountRoutes, route } from "./router.ts";

/** A stream that says that it is there and then stays until it is ended. */
let ended: string[] = [];
const stay = procedure({
  name: "test.stay",
  summary: "Stays open.",
  scope: "organization",
  kind: "read",
  permission: "source:create",
  input: z.object({}),
  output: "stream",
  example: () => ({}),
  run: async ({ openStream, organization }) =>
    openStream(async ({ send, signal }) => {
      send("here", {});
      await new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));
      ended.push(organization.id);
      send("late", {});
    }),
});

/** The one hears only what it is told, the other looks by itself without end. */
const target = useApp();
const watchful = useApp({ lookEveryMs: 50 });
const apps = new Map<TestApp, App>();
beforeAll(() => {
  for (const test of [target, watchful]) {
    const app = createApp(test.platform, { isReady: async () => true });
    mountRoutes(
      app,
      test.platform,
      [route("GET /v1/organizations/{organization_id}/stay", stay)],
      productOf([], { contactOf: async () => null }),
    );
    apps.set(test, app);
  }
  ended = [];
});

async function open(test: TestApp, organizationId: string, headers: Record<string, string>) {
  const response = await apps.get(test)!.request(`/v1/organizations/${organizationId}/stay`, { headers });
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let seen = "";
  while (!seen.includes("event: here")) seen += (await reader.read()).value;
  const rest = (async () => {
    let text = "";
    for (let part = await reader.read(); !part.done; part = await reader.read()) text += part.value;
    return text;
  })();
  return { rest, leave: () => reader.cancel() };
}

const absent = /^event: error\ndata: {"code":"not_found","message":"There is nothing here that you may see."}\n\n$/;
const changes: [what: string, sql: string, says: RegExp][] = [
  ["is removed", "delete from memberships where id = $1", absent],
  ["loses the permission", "update memberships set role = 'viewer' where id = $1", /^event: error\ndata: {"code":"forbidden"/],
  ["signs out", "delete from sessions where user_id = (select user_id from memberships where id = $1)", /"code":"unauthenticated"/],
];

describe.each(changes)("whoever %s", (_what, sql, says) => {
  test.each([
    ["told in this process", () => target],
    ["found by the clock", () => watchful],
  ] as const)("hears so on an open stream, %s, and nothing after it", async (how, app) => {
    const { id } = await createOrganization(app());
    const member = await createMember(app(), id, "member");
    const { rest } = await open(app(), id, { cookie: member.cookie });
    await app().database.admin.query(sql, [member.membershipId]);
    if (how === "told in this process") await tellRights(app(), id);
    expect(await rest).toMatch(says);
    await expect.poll(() => ended).toContain(id);
  });
});

test.each([
  ["a role that loses the permission ends the streams of whoever holds it, and of his keys", "PATCH", { permissions: ["project:read"] }],
  ["a role that is deleted ends them too, where the next one has it not", "DELETE", { move_to: "viewer" }],
] as const)("%s", async (_what, method, body) => {
  const { id, owner } = await createOrganization(target);
  const role = await createCustomRole(target, id, ["source:create", "project:read"]);
  const member = await createMember(target, id, role);
  const { key } = await createKey(target, id, member.id, ["source:create"]);
  const streams = [await open(target, id, { cookie: member.cookie }), await open(target, id, { authorization: `Bearer ${key}` })];
  expect((await call(target, owner, `${method} /v1/organizations/${id}/roles/${role}`, body)).status).toBeLessThan(300);
  for (const { rest } of streams) expect(await rest).toMatch(/^event: error\ndata: {"code":"forbidden"/);
});

test("a key that is taken away ends its streams", async () => {
  const { id, owner } = await createOrganization(watchful);
  const { key } = await createKey(watchful, id, owner.id, ["source:create"]);
  const { rest } = await open(watchful, id, { authorization: `Bearer ${key}` });
  await watchful.database.admin.query("delete from api_keys where organization_id = $1", [id]);
  expect(await rest).toContain('"code":"unauthenticated"');
});

test.each([
  ["it is revoked", "unauthenticated"],
  ["its maker is removed", "unauthenticated"],
  ["its maker is demoted", "forbidden"],
])("a key's streams end when %s over HTTP, at once", async (what, code) => {
  const { id, owner } = await createOrganization(target);
  const maker = await createMember(target, id, "admin");
  const key = await createKey(target, id, maker.id, ["source:create"]);
  const { rest } = await open(target, id, { authorization: `Bearer ${key.key}` });
  const path = `/v1/organizations/${id}`;
  if (what === "it is revoked") await call(target, owner, `DELETE ${path}/api-keys/${key.id}`);
  else if (what === "its maker is removed") await call(target, owner, `DELETE ${path}/members/${maker.membershipId}`);
  else await call(target, owner, `PATCH ${path}/members/${maker.membershipId}`, { role: "viewer" });
  expect(await rest).toContain(`"code":"${code}"`);
});

test("a read stays open while the organization is suspended or being deleted, and others are told nothing", async () => {
  const [mine, other] = [await createOrganization(target), await createOrganization(target)];
  const stays = [await open(target, mine.id, { cookie: mine.owner.cookie }), await open(target, other.id, { cookie: other.owner.cookie })];
  const looks = followLooks(target);
  try {
    for (const status of ["suspended", "deleting"] as const) {
      await setStatus(target, mine.id, status);
      await tellRights(target, mine.id);
    }
    await expect.poll(looks.ended).toBeGreaterThanOrEqual(2);
  } finally {
    looks.stop();
  }
  for (const { leave, rest } of stays) {
    await leave();
    expect(await rest).toBe("");
  }
  await expect.poll(() => ended).toEqual(expect.arrayContaining([mine.id, other.id]));
});

test("a database that is away for a moment ends nothing", async () => {
  const { id, owner } = await createOrganization(watchful);
  const { rest, leave } = await open(watchful, id, { cookie: owner.cookie });
  const looks = followLooks(watchful, () => Promise.reject(new Error("connection refused")));
  // The second look says that the first has ended nothing.
  await expect.poll(looks.ended).toBeGreaterThanOrEqual(2).finally(looks.stop);
  await leave();
  expect(await rest).toBe("");
});

/** How often a door was asked again and has answered, or failed as `instead` does. */
function followLooks({ platform }: TestApp, instead?: () => Promise<never>): { ended(): number; stop(): void } {
  const { identityLookup } = platform.database;
  const query = identityLookup.query.bind(identityLookup);
  let count = 0;
  Object.assign(identityLookup, {
    query: (...parameters: Parameters<typeof query>) => (instead?.() ?? query(...parameters)).finally(() => (count += 1)),
  });
  return { ended: () => count, stop: () => Object.assign(identityLookup, { query }) };
}

test("of many streams of one organization no two look at the same moment, and all of them hear", async () => {
  const { id, owner } = await createOrganization(target);
  const streams = await Promise.all(Array.from({ length: 50 }, () => open(target, id, { cookie: owner.cookie })));
  const { identityLookup } = target.platform.database;
  const query = identityLookup.query.bind(identityLookup);
  let at = 0;
  let most = 0;
  const counted = async (...words: Parameters<typeof query>) => {
    most = Math.max(most, ++at);
    try {
      return await query(...words);
    } finally {
      at--;
    }
  };
  Object.assign(identityLookup, { query: counted });
  await target.database.admin.query("delete from sessions where user_id = $1", [owner.id]);
  await tellRights(target, id);
  const heard = await Promise.all(streams.map(({ rest }) => rest));
  Object.assign(identityLookup, { query });
  expect([heard.filter((text) => text.includes("unauthenticated")).length, most]).toEqual([50, 1]);
});
