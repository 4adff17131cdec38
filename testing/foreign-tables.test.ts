import { readdir, readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { features } from "#features/index.ts";
import { product } from "../app.ts";
import { usedTables } from "./used-tables.ts";

/**
 * SQL on tables of a feature further down, or that writes another's: by file and table, and why no function of the owner
 * does it. Adding to this list is a decision; aim at none.
 */
const allowed: Record<string, string> = {
  ...because("The door asks for the status of an organization, for its Owners and for who made a key, before and beside every feature.", [
    "access/by-api-key.ts reads api_keys",
    "access/owners.ts reads memberships",
    "access/owners.ts reads users",
    "access/require-writable.ts reads organizations",
    "access/scope.ts reads organizations",
  ]),
  ...because("Whatever is written leaves its entry at the door, in its own transaction.", [
    "access/audit-words.ts writes audit_words",
    "access/audit.ts writes audit_entries",
  ]),
  ...because("A step of indexing holds the organization, so that its purge begins no sooner than the step is over.", [
    "platform/search/backlog.ts reads organizations",
  ]),
  ...because("Memberships end in one way, of which the purge of an organization makes use too, above members.", [
    "features/organizations/server/end-memberships.ts writes memberships",
    "features/organizations/server/purge-organization.ts reads memberships",
  ]),
  ...because("The calendar may begin in another time zone only where nothing was used yet.", [
    "features/organizations/server/change-time-zone.ts reads usage_events",
  ]),
  ...because("The row of a paying organization has what Owners set and what Stripe was told: one row, locked once.", [
    "features/stripe/server/begin-checkout.ts writes billing_accounts",
    "features/stripe/server/customer.ts writes billing_accounts",
    "features/stripe/server/follow.ts writes billing_accounts",
    "features/stripe/server/sync-subscription.ts writes billing_accounts",
    "features/stripe/server/tell-customer.ts writes billing_accounts",
  ]),
};

/** What takes its tables from a value, and whose: no name of one is in it. */
const unnamed: Record<string, string> = {
  "features/organizations/server/read-deletion.ts": "before a deletion the rows of the tables are counted of which their features say so",
  "features/usage/server/sum-pending.ts": "each feature with sums hands in its own list of what is in none yet",
};

/** From the ground up: whatever is behind another in it may read the tables before it. */
const order = ["ground", ...features.map(({ name }) => name)];
const floorOf = (owner: string) => (owner === "access" || owner === "platform" ? "ground" : owner);

test("no feature uses the tables of one further down, or writes another's", async () => {
  const { refused, reads } = await findForeign();
  console.info(`${reads.length} foreign tables read upwards, ${refused.length} uses on the list`);
  expect(refused.map(({ use }) => use).toSorted()).toEqual(Object.keys(allowed).toSorted());
});

test("every table has an owner", async () => {
  expect(product.tables.map(({ name }) => name).toSorted()).toEqual([...(await readTables())].toSorted());
});

test("what takes its tables from a value says whose they are", async () => {
  const found = (await readUses()).filter((file) => file.unnamed).map(({ name }) => name);
  expect(found).toEqual(Object.keys(unnamed));
});

test.each<[source: string, uses: string[]]>([
  ['db.selectFrom("agents as a").innerJoin("users as u", "u.id", "a.created_by")', ["agents", "users"]],
  ['db.selectFrom(["agents", "users as u"])', ["agents", "users"]],
  ['db.insertInto("agents").values({})', ["agents, written"]],
  ['db.updateTable("agents").set({})', ["agents, written"]],
  ['db.deleteFrom("agents as a").using("users as u")', ["agents, written", "users"]],
  ["sql`select 1 from agents a, users u`", ["agents", "users"]],
  ["sql`select (select count(*) from agents) from app.users`", ["agents", "users"]],
  ["sql`insert into agents select id from users`", ["agents, written", "users"]],
  ["sql`update agents a set name = ${name} from users u`", ["agents, written", "users"]],
  ["sql`with gone as (delete from agents returning id) select id from gone join users using (id)`", ["agents, written", "users"]],
  ["sql`select id from agents for update`", ["agents"]],
  ["sql`insert into agents values (1) on conflict do update set name = ''`", ["agents, written"]],
  ['client.query("delete from agents where id = $1", [id])', ["agents, written"]],
  ["client.query(`select name from agents where id = $1`, [id])", ["agents"]],
  ['const of = (table: "agents" | "users") => db.selectFrom(table)', ["agents", "users"]],
  ['const table = "agents"; sql`delete from ${sql.table(table)}`', ["agents, written"]],
  ['const label = "People and agents from users"; db.selectFrom("sources")', ["sources"]],
])("finds the tables of %s", (source, uses) => {
  const found = usedTables("some.ts", source, new Set(["agents", "sources", "users"]));
  expect(found.uses.map(({ table, writes }) => (writes ? `${table}, written` : table))).toEqual(uses);
  expect(found.unnamed).toBe(false);
});

function because(reason: string, uses: readonly string[]): Record<string, string> {
  return Object.fromEntries(uses.map((use) => [use, reason]));
}

async function findForeign(): Promise<{ refused: { use: string }[]; reads: string[] }> {
  const ownerOf = new Map(product.tables.map(({ name, owner }) => [name as string, floorOf(owner)]));
  const refused: { use: string }[] = [];
  const reads: string[] = [];
  for (const { name, uses } of await readUses()) {
    const user = name.startsWith("features/") ? name.split("/")[1]! : "ground";
    for (const { table, writes } of uses) {
      const owner = ownerOf.get(table)!;
      if (owner === user) continue;
      const isBelow = order.indexOf(owner) > order.indexOf(user);
      if (isBelow || writes) refused.push({ use: `${name} ${writes ? "writes" : "reads"} ${table}` });
      else reads.push(`${name} reads ${table}`);
    }
  }
  return { refused, reads };
}

async function readUses(): Promise<({ name: string } & ReturnType<typeof usedTables>)[]> {
  const tables = await readTables();
  const root = new URL("../", import.meta.url);
  const below = async (folder: string) =>
    (await readdir(new URL(`${folder}/`, root), { recursive: true })).map((name) => `${folder}/${name}`);
  const names = (await Promise.all(["access", "features", "platform"].map(below))).flat();
  const sources = names.filter((name) => /^(access|platform|features\/[^/]+\/(server|feature))\b.*(?<!\.test)\.ts$/.test(name));
  return Promise.all(
    sources.toSorted().map(async (name) => ({ name, ...usedTables(name, await readFile(new URL(name, root), "utf8"), tables) })),
  );
}

/** The names of all tables, as the schema that is made from the migrations has them. */
async function readTables(): Promise<ReadonlySet<string>> {
  const schema = await readFile(new URL("../platform/database/schema.ts", import.meta.url), "utf8");
  return new Set([...schema.slice(schema.indexOf("export interface DB {")).matchAll(/^ {2}(\w+): /gm)].map(([, name]) => name!));
}
