import { beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { createApp } from "#platform/http/server.ts";
import type { App } from "#platform/http/app.ts";
import { testAppUrl, useApp } from "#testing/app.ts";
import { createAgent, createOrganization, createProject, createUser, startConversation, visitorOrigin } from "#testing/factories.ts";
import { operatorKey } from "./authenticate.ts";
import { inPath, operation, type NamingCall, type Operation } from "./operation.ts";
import { productOf } from "./product-of.ts";
import { mountRoutes, route } from "./router.ts";

/** One operation of each scope and each place that it may declare; each uses all that its `run` is given, and counts. */
const done = new Map<string, number>();
const count = (name: string) => {
  done.set(name, (done.get(name) ?? 0) + 1);
  return { times: done.get(name)! };
};
const base = (name: string) => ({
  name,
  summary: "Counts how often it ran.",
  input: z.object({ organization_id: z.string().optional(), word: z.string().optional() }),
  output: z.object({ times: z.number() }),
  example: () => ({}),
});
const write = { kind: "write", says: () => "counted" } as const;
const named = { organization: ({ input }: NamingCall & { input: { organization_id?: string } }) => input.organization_id! };
const everywhere = { everywhere: "a test acts in all organizations" };
const target = useApp();

const operations: Operation[] = [
  operation({
    ...base("of.public.named"),
    ...write,
    scope: "public",
    within: named,
    async run({ db, audit, organizationId }) {
      await db.selectFrom("organizations").select("id").where("id", "=", organizationId).executeTakeFirstOrThrow();
      audit({ target: null });
      return count("of.public.named");
    },
  }),
  operation({
    ...base("of.account"),
    ...write,
    scope: "account",
    run: async ({ db, actor }) => {
      await db.selectFrom("sessions").select("id").where("user_id", "=", actor.id).executeTakeFirstOrThrow();
      return count("of.account");
    },
  }),
  operation({
    ...base("of.account.named"),
    ...write,
    scope: "account",
    within: named,
    async run({ audit }) {
      audit({ target: null });
      return count("of.account.named");
    },
  }),
  operation({
    ...base("of.account.everywhere"),
    ...write,
    scope: "account",
    within: everywhere,
    async run({ db, auditIn }) {
      const { id } = await db.selectFrom("organizations").select("id").orderBy("id", "desc").limit(1).executeTakeFirstOrThrow();
      await auditIn({ db, organizationId: id, record: { target: null } });
      return count("of.account.everywhere");
    },
  }),
  operation({
    ...base("of.organization"),
    ...write,
    scope: "organization",
    permission: "project:create",
    async run({ db, organization, audit }) {
      await db.selectFrom("organizations").select("id").where("id", "=", organization.id).executeTakeFirstOrThrow();
      audit({ target: null });
      return count("of.organization");
    },
  }),
  operation({
    ...base("of.visitor"),
    kind: "write",
    says: null,
    scope: "visitor",
    params: ["conversation_id"],
    run: async () => count("of.visitor"),
  }),
  operation({
    ...base("of.operator"),
    ...write,
    scope: "operator",
    run: async ({ db }) => {
      await db.selectFrom("users").select("id").limit(1).execute();
      return count("of.operator");
    },
  }),
  operation({
    ...base("of.operator.path"),
    ...write,
    scope: "operator",
    within: inPath,
    params: ["organization_id"],
    async run({ audit }) {
      audit({ target: null });
      return count("of.operator.path");
    },
  }),
  operation({
    ...base("of.operator.everywhere"),
    ...write,
    scope: "operator",
    within: everywhere,
    async run({ auditIn }) {
      await auditIn(null);
      return count("of.operator.everywhere");
    },
  }),
  operation({
    ...base("of.public.nowhere"),
    kind: "read",
    scope: "public",
    within: "nowhere",
    run: async () => count("of.public.nowhere"),
  }),
  operation({
    ...base("read.with.an.entry"),
    kind: "read",
    says: () => "looked",
    scope: "organization",
    permission: "project:read",
    async run({ audit }) {
      audit({ target: null });
      return count("read.with.an.entry");
    },
  }),
];

let app: App;
const headersOf: Record<string, Record<string, string>> = {};
let organizationId: string;
let conversationId: string;
beforeAll(async () => {
  app = createApp(target.platform, { isReady: async () => true });
  const routes = operations.map((each) => route(`POST ${pathOf(each)}`, each));
  mountRoutes(app, target.platform, routes, productOf([], { contactOf: async () => null }));
  const organization = await createOrganization(target);
  organizationId = organization.id;
  const project = await createProject(target, organizationId, organization.owner.id);
  const visitor = await startConversation(target, await createAgent(target, organization, project));
  conversationId = visitor.conversation_id;
  const owner = { cookie: organization.owner.cookie, origin: testAppUrl };
  Object.assign(headersOf, {
    public: {},
    account: owner,
    organization: owner,
    visitor: { authorization: `Bearer ${visitor.visitor_token}`, origin: visitorOrigin },
    operator: { authorization: `Bearer ${operatorKey(target.platform)}` },
  });
});

const pathOf = ({ name, scope, params = [] }: Operation): `/${string}` =>
  `/${scope === "organization" ? "v1/organizations/{organization_id}/" : ""}test/${name}${params.map((param) => `/{${param}}`).join("")}`;

async function send(each: Operation, key: string | null, word = "one", headers = headersOf[each.scope]!) {
  const path = pathOf(each).replace("{organization_id}", organizationId).replace("{conversation_id}", conversationId);
  const response = await app.request(path, {
    method: "POST",
    headers: { ...headers, "content-type": "application/json", ...(key ? { "idempotency-key": key } : {}) },
    body: JSON.stringify({ organization_id: organizationId, word }),
  });
  return { status: response.status, body: await response.text() };
}

test.each(operations.map((each) => [each.name, each] as const))("%s compiles, so it runs", async (_name, each) => {
  expect(await send(each, null)).toMatchObject({ status: 200 });
});

const writes = operations.filter(({ kind }) => kind === "write");
test.each(writes.map((each) => [each.name, each] as const))(
  "%s is done once for an Idempotency-Key, however often it is sent",
  async (name, each) => {
    const before = done.get(name) ?? 0;
    const first = await send(each, `${name} once`);
    expect(first.status).toBe(200);
    expect(await send(each, `${name} once`)).toEqual(first);
    expect(done.get(name)).toBe(before + 1);
    expect((await send(each, `${name} once`, "another")).status).toBe(409);
    expect((await send(each, `${name} twice`)).body).not.toBe(first.body);
  },
);

test.each(writes.filter(({ scope }) => scope === "account").map((each) => [each.name, each] as const))(
  "the Idempotency-Key of one account is no other's: %s",
  async (name, each) => {
    const other = { cookie: (await createUser(target)).cookie, origin: testAppUrl };
    const mine = await send(each, `${name} shared`);
    const theirs = await send(each, `${name} shared`, "one", other);
    expect([mine.status, theirs.status]).toEqual([200, 200]);
    expect(theirs.body).not.toBe(mine.body);
  },
);

test("a write that leaves no entry fails, wherever it acts for organizations", async () => {
  const silent = [
    operation({ ...base("silent.named"), ...write, scope: "account", within: named, run: async () => count("silent") }),
    operation({ ...base("silent.everywhere"), ...write, scope: "operator", within: everywhere, run: async () => count("silent") }),
  ];
  const own = createApp(target.platform, { isReady: async () => true });
  mountRoutes(
    own,
    target.platform,
    silent.map((each) => route(`POST ${pathOf(each)}`, each)),
    productOf([], { contactOf: async () => null }),
  );
  for (const each of silent) {
    const response = await own.request(pathOf(each), {
      method: "POST",
      headers: { ...headersOf[each.scope], "content-type": "application/json" },
      body: JSON.stringify({ organization_id: organizationId }),
    });
    expect([each.name, response.status]).toEqual([each.name, 500]);
  }
});
