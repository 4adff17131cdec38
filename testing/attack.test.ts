import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { operatorKey } from "#access/authenticate.ts";
import type { Example, World } from "#access/operation.ts";
import { everyPermission as every, notForKeys, permissionsOf, roles, type Permission } from "#access/permissions.ts";
import { statusAllows } from "#access/status.ts";
import type { Route } from "#access/router.ts";
import { newId } from "#platform/ids.ts";
import { activeRoutes } from "../app.ts";
import { useApp, type TestApp } from "./app.ts";
import { callRoute, lineOf, type Credential } from "./call-route.ts";
import { createAgent, createCustomRole, createKey, createMember, createUser, startConversation, visitorOrigin } from "./factories.ts";
import { readSeats } from "./connections.ts";
import { startModelServer } from "./model-server.ts";

import { bringAbout } from "./bring-about.ts";
import { startStripeServer } from "./stripe/server.ts";
import { manualBilling } from "./manual-billing.ts";
import { absentParam, fillWorld, type FilledWorld } from "./world.ts";

/**
 * Every operation against every kind of caller it is not for, and its example by those it is for, with whom it succeeds.
 * Nothing here names an operation: the list, the permissions and the examples are the product's own, so one that is added
 * is attacked from its first day.
 */
const stripe = await startStripeServer();
const models = await startModelServer();
afterAll(() => Promise.all([stripe.close(), models.close()]));
/** With everything that an installation can have, except for what needs an operator who issues the invoices. */
const target = useApp({ variables: { ...stripe.variables, MODEL_BASE_URL: models.url, MODEL_NAME: "local-small" } });
const manual = useApp({ variables: manualBilling });
/** The installation that has an operation. */
const appOf = ({ operation }: Route) => ((operation.available?.(target.platform) ?? true) ? target : manual);
/** Organizations for all calls that are refused, since these change nothing; a write that succeeds gets one of its own. */
let ofRefused: FilledWorld;
let ofOthers: FilledWorld;
let ofManual: FilledWorld;
beforeAll(async () => {
  [ofRefused, ofOthers, ofManual] = [await fillWorld(target), await fillWorld(target), await fillWorld(manual)];
});
const ours = activeRoutes().filter((route) => route.operation.scope === "organization");
const signedIn = activeRoutes().filter((route) => route.operation.scope === "account");
const visitors = activeRoutes().filter((route) => route.operation.scope === "visitor");
const operators = activeRoutes().filter((route) => route.operation.scope === "operator");

test("every operation is covered by one of the attacks, or is public", () => {
  const covered = new Set([...ours, ...signedIn, ...operators, ...visitors]);
  const rest = activeRoutes().filter((route) => !covered.has(route));
  expect(rest.filter((route) => route.operation.scope !== "public").map(lineOf)).toEqual([]);
  expect(activeRoutes().filter((route) => route.operation.available?.(appOf(route).platform) === false)).toEqual([]);
  expect(ours.length).toBeGreaterThan(2);
  expect(visitors.length).toBeGreaterThan(2);
});

test("every permission that an operation asks for is one that an Owner holds", () => {
  const missing = ours.filter((route) => !permissionsOf("owner").has(route.operation.permission!));
  expect(missing.map(lineOf)).toEqual([]);
});

test("no write asks for a permission that a viewer holds, but leaving and noting what one has read", () => {
  const open = ours.filter((route) => route.operation.kind === "write" && permissionsOf("viewer").has(route.operation.permission!));
  expect(open.map(({ operation }) => operation.name)).toEqual(["organization.leave", "conversation.mark_read"]);
});

test("every operation that names a record has an example for it", async () => {
  const { world } = ofRefused;
  for (const route of activeRoutes()) {
    const { params = {} } = route.operation.example(world);
    expect(Object.keys(params).toSorted(), lineOf(route)).toEqual([...(route.operation.params ?? [])].toSorted());
  }
});

describe.each([...ours, ...signedIn].map((route) => [lineOf(route), route] as const))("%s", (_line, route) => {
  test("without a credential is 401", async () => {
    const { world } = ofRefused;
    expect(await statusOf(route, world, route.operation.example(world), null)).toBe(401);
  });
});

describe.each(signedIn.map((route) => [lineOf(route), route] as const))("%s", (_line, route) => {
  test("succeeds for a person who is signed in, and leaves every connection as it was", async () => {
    const { world, invited } = await readyWorld(route);
    await expectSuccess(await request(route, world, route.operation.example(world), invited.cookie));
    await expectOwnRoles(appOf(route));
  });
});

const ofEverybody = activeRoutes().filter((route) => route.operation.scope === "public");
describe.each(ofEverybody.map((route) => [lineOf(route), route] as const))("%s", (_line, route) => {
  test("succeeds without a credential, and leaves every connection as it was", async () => {
    const { world } = await readyWorld(route);
    await expectSuccess(await request(route, world, route.operation.example(world), null));
    await expectOwnRoles(appOf(route));
  });
});

const refusedIn = (app: TestApp) => (app === target ? ofRefused : ofManual);

describe.each(operators.map((route) => [lineOf(route), route] as const))("%s", (_line, route) => {
  const asOperator = () => ({ authorization: `Bearer ${operatorKey(appOf(route).platform)}` });

  test("is 401 without a credential, and 404 for anyone but the operator", async () => {
    const { world, users } = refusedIn(appOf(route));
    const example = route.operation.example(world);
    expect(await statusOf(route, world, example, null)).toBe(401);
    const { key } = await createKey(appOf(route), world.organization_id, users.owner!.id, [...permissionsOf("owner")]);
    expect(await statusOf(route, world, example, { authorization: `Bearer ${key}` })).toBe(404);
    for (const user of Object.values(users)) expect(await statusOf(route, world, example, user.cookie)).toBe(404);
    const visitor = { origin: visitorOrigin, authorization: `Bearer ${world.visitor_token}` };
    expect(await statusOf(route, world, example, visitor)).toBe(404);
  });

  test("succeeds for the operator, and leaves every connection as it was", async () => {
    const { world } = await readyWorld(route);
    await expectSuccess(await request(route, world, route.operation.example(world), asOperator()));
    await expectOwnRoles(appOf(route));
  });

  if (route.operation.params?.length) {
    test("is 404 for the operator where a record is absent, malformed or of another kind", async () => {
      const { world } = refusedIn(appOf(route));
      const example = route.operation.example(world);
      for (const name of route.operation.params ?? []) {
        for (const id of [absentParam(name), newId("usr"), "nonsense"]) {
          expect(await statusOf(route, world, { ...example, params: { ...example.params, [name]: id } }, asOperator())).toBe(404);
        }
      }
    });
  }
});

describe.each(visitors.map((route) => [lineOf(route), route] as const))("%s", (_line, route) => {
  const { operation } = route;
  const byToken = !operation.params?.includes("agent_id");
  const headersOf = (token: string | null, origin: string): Record<string, string> =>
    token ? { origin, authorization: `Bearer ${token}` } : { origin };
  const asVisitor = (world: World, token: string | null, origin = visitorOrigin, params = {}) => {
    const example = operation.example(world);
    return statusOf(route, world, { ...example, params: { ...example.params, ...params } }, headersOf(token, origin));
  };

  test("succeeds for a visitor, and leaves every connection as it was", async () => {
    const { world } = await readyWorld(route);
    const headers = headersOf(byToken ? world.visitor_token : null, visitorOrigin);
    const example = operation.example(world);
    const response = await request(route, world, example, headers);
    if (example.refusal) expect(response.status).toBe(example.refusal);
    else await expectSuccess(response);
    await expectOwnRoles(appOf(route));
  });

  test("is 404 for records that are absent, malformed or of another kind", async () => {
    const { world } = ofRefused;
    for (const name of operation.params ?? []) {
      for (const id of [absentParam(name), newId("usr"), "nonsense"]) {
        expect(await asVisitor(world, byToken ? world.visitor_token : null, visitorOrigin, { [name]: id })).toBe(404);
      }
    }
  });

  if (byToken) {
    test("is 401 without a token, with one that was changed, and from another origin; a member's session is none", async () => {
      const { world, users } = ofRefused;
      expect(await asVisitor(world, null)).toBe(401);
      expect(await asVisitor(world, `${world.visitor_token}x`)).toBe(401);
      expect(await asVisitor(world, world.visitor_token, "https://elsewhere.example")).toBe(401);
      for (const user of Object.values(users)) expect(await statusOf(route, world, operation.example(world), user.cookie)).toBe(401);
    });

    test("is 404 with the token of another conversation, agent or organization", async () => {
      const { world, organization } = ofRefused;
      const sameAgent = await startConversation(target, world.agent_id);
      const otherAgent = await startConversation(target, await createAgent(target, organization, world.project_id));
      for (const token of [ofOthers.world.visitor_token, sameAgent.visitor_token, otherAgent.visitor_token]) {
        expect(await asVisitor(world, token)).toBe(404);
      }
    });
  }
});

test.each([...ours, ...signedIn].map((route) => [lineOf(route), route] as const))(
  "a visitor's token opens nothing of %s",
  async (_line, route) => {
    const { world } = ofRefused;
    const headers = { origin: visitorOrigin, authorization: `Bearer ${world.visitor_token}` };
    expect([401, 403, 404]).toContain(await statusOf(route, world, route.operation.example(world), headers));
  },
);

describe.each(ours.map((route) => [lineOf(route), route] as const))("%s", (_line, route) => {
  const { operation } = route;
  const permission = operation.permission!;

  test.each(roles.filter((role) => !permissionsOf(role).has(permission)))("is 403 for a %s, whatever the input", async (role) => {
    const { world, users } = ofRefused;
    const example = operation.example(world);
    expect(await statusOf(route, world, example, users[role]!.cookie)).toBe(403);
    if (operation.own && permissionsOf(role).has(operation.own.permission)) return;
    expect(await statusOf(route, world, { ...example, input: "not even JSON" }, users[role]!.cookie)).toBe(403);
  });

  test.each(roles.filter((role) => permissionsOf(role).has(permission)))(
    "succeeds for an %s, and leaves every connection as it was",
    async (role) => {
      const { world, users } = await readyWorld(route);
      await expectSuccess(await request(route, world, operation.example(world), users[role]!.cookie));
      await expectOwnRoles(target);
    },
  );

  /** Somebody with a role of the organization's own that was given these. */
  const holderOf = async (organizationId: string, given: readonly Permission[]) =>
    createMember(target, organizationId, await createCustomRole(target, organizationId, given));

  test.skipIf(permission === "organization:read")("is 403 for a custom role with everything but its permission", async () => {
    const { world } = ofRefused;
    const holder = await holderOf(
      world.organization_id,
      every.filter((name) => name !== permission),
    );
    expect(await statusOf(route, world, operation.example(world), holder.cookie)).toBe(403);
  });

  test("passes the door for a custom role with its permission alone", async () => {
    const { world } = await readyWorld(route);
    const holder = await holderOf(world.organization_id, [permission]);
    const response = await request(route, world, operation.example(world), holder.cookie);
    // What is done to other members and roles is weighed behind the door, against what the caller can do.
    if (response.status === 403) expect(await response.text()).not.toContain("Your role does not allow this.");
    else await expectSuccess(response);
  });

  test("is 404 for a stranger, and for an organization that does not exist", async () => {
    const { world, users } = ofRefused;
    const stranger = await createUser(target);
    const example = operation.example(world);
    expect(await statusOf(route, world, example, stranger.cookie)).toBe(404);
    expect(await statusOf(route, { ...world, organization_id: newId("org") }, example, users.owner!.cookie)).toBe(404);
    expect(await statusOf(route, { ...world, organization_id: world.project_id }, example, users.owner!.cookie)).toBe(404);
  });

  test("is for an API key what its permissions say, and 404 for one of another organization", async () => {
    const [{ world, users }, other] = [await readyWorld(route), await readyWorld(route, "other")];
    const example = operation.example(world);
    const all = [...permissionsOf("owner")];
    const asKey = async (of: typeof other, given: typeof all) => {
      const { key } = await createKey(target, of.world.organization_id, of.users.owner!.id, given);
      return { authorization: `Bearer ${key}` };
    };
    const mine = { world, users } as typeof other;
    const without = all.filter((name) => name !== permission && name !== operation.own?.permission);
    expect(await statusOf(route, world, example, await asKey(other, all))).toBe(404);
    const isOpenToKeys = statusAllows(example.status ?? "active", "key");
    expect(await statusOf(route, world, { ...example, input: "not even JSON" }, await asKey(mine, without))).toBe(isOpenToKeys ? 403 : 423);
    const isForPeople = notForKeys.has(permission) || operation.takesPerson === true;
    const response = await request(route, world, example, await asKey(mine, all));
    if (!isOpenToKeys) expect(response.status).toBe(423);
    else if (isForPeople) expect(response.status).toBe(403);
    else await expectSuccess(response);
    // Who changes members or roles needs what these have, too.
    if (!isOpenToKeys || isForPeople || /^(member|role):/.test(permission)) return;
    await expectSuccess(await request(route, other.world, operation.example(other.world), await asKey(other, [permission])));
  });

  if ((operation.params ?? []).length > 0) {
    test("is 404 for the records of another filled organization", async () => {
      const { world, users } = ofRefused;
      for (const name of operation.params ?? []) {
        const example = operation.example(world);
        const foreign = operation.example(ofOthers.world).params?.[name];
        expect(await statusOf(route, world, { ...example, params: { ...example.params, [name]: foreign } }, users.owner!.cookie)).toBe(404);
      }
    });

    test("is 404 under a record that is absent, malformed or of another kind", async () => {
      const { world, users } = ofRefused;
      for (const name of operation.params ?? []) {
        for (const id of [absentParam(name), newId("usr"), "nonsense"]) {
          const example = operation.example(world);
          expect(await statusOf(route, world, { ...example, params: { ...example.params, [name]: id } }, users.owner!.cookie)).toBe(404);
        }
      }
    });
  }
});

/** Where reads are made, which change nothing. */
const ofReads = new Map<string, Promise<FilledWorld>>();

/** A filled organization in which the example is a valid call. The other is another one than that without this word. */
async function readyWorld(route: Route, which: "one" | "other" = "one"): Promise<FilledWorld> {
  const app = appOf(route);
  const { example, kind } = route.operation;
  const { invitation, subscription, status } = example(ofRefused.world);
  if (kind === "write") return ready(app, example);
  const state = JSON.stringify([app === target, which, invitation, subscription, status]);
  const shared = ofReads.get(state) ?? ready(app, example);
  ofReads.set(state, shared);
  return shared;
}

async function ready(app: TestApp, example: Route["operation"]["example"]): Promise<FilledWorld> {
  const filled = await fillWorld(app);
  await bringAbout(app, stripe, filled, example(filled.world));
  return filled;
}

/** An example is a valid call, so everybody who can make it succeeds. The body of a stream is dropped. */
async function expectSuccess(response: Response): Promise<void> {
  const refusal = response.ok ? "" : await response.text();
  if (response.ok) await response.body?.cancel();
  expect({ status: response.status, refusal }).toEqual({ status: expect.toSatisfy(isSuccess, "2xx"), refusal: "" });
}

/** Every connection of the installation has its own role and no organization again, whatever was done on it. */
async function expectOwnRoles({ platform: { database } }: TestApp): Promise<void> {
  const { roles } = database;
  const own: Record<string, string> = {
    "botcadence app": roles.login,
    "botcadence identity": roles.identity,
    "botcadence jobs": roles.queue,
  };
  // A stream that was dropped ends its transaction a moment later.
  await expect.poll(async () => (await readSeats()).filter((seat) => seat.role !== own[seat.pool] || seat.organization !== "")).toEqual([]);
  // Seats are seen at all. A read that was dropped closed its connection, and it may have been the only one of its pool.
  await database.identityPool.query("select 1");
  expect((await readSeats()).map((seat) => seat.pool)).toContain("botcadence identity");
}

const isSuccess = (status: number) => status >= 200 && status < 300;

/** Judged by the status line alone; the body of a stream is dropped. */
async function statusOf(...words: Parameters<typeof request>): Promise<number> {
  const response = await request(...words);
  await response.body?.cancel();
  return response.status;
}

const request = (route: Route, world: World, example: Example, credential: Credential) =>
  callRoute(appOf(route), route, world, example, credential);
