import { sql } from "kysely";
import pg from "pg";
import { beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { FairPool } from "#platform/database/fair-pool.ts";
import type { App } from "#platform/http/app.ts";
import { createApp } from "#platform/http/server.ts";
import { newId } from "#platform/ids.ts";
import { useApp } from "#testing/app.ts";
import { createKey, createOrganization, createProject, type TestOrganization } from "#testing/factories.ts";
import { procedure } from "./operation.ts";
import { productOf } from "./product-of.ts";
import { mountRoutes, route } from "./router.ts";

const target = useApp();
let app: App;
/** What one procedure is given, tried for ways into another organization. */
let intrude: (into: string, given: Given) => Promise<void>;
type Given = Parameters<typeof intruder.run>[0];

const intruder = procedure({
  name: "test.intrude",
  summary: "Tries to write into another organization.",
  scope: "organization",
  kind: "read",
  permission: "project:read",
  input: z.object({ into: z.string() }),
  output: z.object({}),
  example: () => ({ input: { into: "" } }),
  async run(context, { into }) {
    await intrude(into, context);
    return {};
  },
});

beforeAll(() => {
  app = createApp(target.served, { isReady: async () => true });
  const routes = [route("GET /v1/organizations/{organization_id}/intrude", intruder)];
  mountRoutes(app, target.served, routes, productOf([], { contactOf: async () => null }));
});

/** Runs it with a credential that may read projects and nothing else. @returns the status */
async function callAs(mine: TestOrganization, into: string): Promise<number> {
  const { key } = await createKey(target, mine.id, mine.owner.id, ["project:read"]);
  const headers = { authorization: `Bearer ${key}` };
  return (await app.request(`/v1/organizations/${mine.id}/intrude?into=${into}`, { headers })).status;
}

test("a procedure with a read permission cannot write into another organization", async () => {
  const [mine, other] = [await createOrganization(target), await createOrganization(target)];
  const project = await createProject(target, other.id, other.owner.id, "Theirs");
  const row = (organization_id: string) => ({ organization_id, id: newId("prj"), name: "Smuggled" });
  const outcomes: unknown[] = [];
  intrude = async (into, { transaction, platform, product }) => {
    const smuggled = transaction(({ db }) => db.insertInto("projects").values(row(into)).execute());
    outcomes.push(await smuggled.catch((error: Error) => error.message));
    const renamed = await transaction(({ db }) => db.updateTable("projects").set({ name: "Taken" }).where("id", "=", project).execute());
    outcomes.push(renamed[0]!.numUpdatedRows);
    const seen = await transaction(({ db }) => sql`select from projects where organization_id = ${into}`.execute(db));
    outcomes.push(seen.rows.length);
    // @ts-expect-error -- no operation is offered the database, and so no other organization's scope
    outcomes.push(platform.database);
    // @ts-expect-error -- nor the queue, which would let it send jobs in the name of others
    outcomes.push(platform.jobs);
    // @ts-expect-error -- nor the number to call of whichever organization it names
    outcomes.push(product.contactOf);
  };
  expect(await callAs(mine, other.id)).toBe(200);
  expect(outcomes).toEqual([expect.stringContaining("row-level security"), 0n, 0, undefined, undefined, undefined]);
  const { rows } = await target.database.admin.query("select name from projects where organization_id = $1", [other.id]);
  expect(rows).toEqual([{ name: "Theirs" }]);
});

test("nothing that a procedure is given leads to the database or the queue, in a transaction or outside of one", async () => {
  const mine = await createOrganization(target);
  const leads: string[] = [];
  intrude = async (_into, context) => {
    leads.push(...leadsFrom({ ...context }));
    await context.transaction(async (open) => void leads.push(...leadsFrom(open)));
  };
  expect(await callAs(mine, mine.id)).toBe(200);
  expect(leads).toEqual([]);
  expect(leadsFrom(target.platform)).toEqual(["database", "jobs"]);
});

/** The paths to what reaches every organization, through whatever properties and entries there are. */
function leadsFrom(root: object): string[] {
  const { database, jobs } = target.platform;
  const reachesAll = (value: object) =>
    value === database || value === jobs || value instanceof FairPool || value instanceof pg.Pool || value instanceof pg.Client;
  const seen = new Set<unknown>([root]);
  const leads: string[] = [];
  const waiting: [path: string, value: object][] = [["", root]];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const [path, value] = next;
    const entries = value instanceof Map || value instanceof Set ? [...value.entries()].flat() : [];
    const properties = Reflect.ownKeys(value).map((key) => [String(key), Object.getOwnPropertyDescriptor(value, key)!.value] as const);
    for (const [name, inner] of [...properties, ...entries.map((entry, at) => [`entry ${at}`, entry] as const)]) {
      if (inner === null || (typeof inner !== "object" && typeof inner !== "function") || seen.has(inner)) continue;
      seen.add(inner);
      const innerPath = path ? `${path}.${name}` : name;
      if (reachesAll(inner)) leads.push(innerPath);
      else if (!ArrayBuffer.isView(inner)) waiting.push([innerPath, inner]);
    }
  }
  return leads.toSorted();
}
