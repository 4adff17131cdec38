import { sql } from "kysely";
import type { Feature } from "./feature.ts";
import type { Product } from "./product.ts";
import type { Says } from "./says.ts";
import { groundTables, type OwnedTable, type TableName, type Tables } from "./tables.ts";

/** What one feature does for others, of which neither may import it. */
type HandedOver = Pick<Product, "contactOf">;

/**
 * The features taken together.
 * @throws Error where two acts share a name, so that one would speak for the other, or two features a table
 */
export function productOf(features: readonly Feature[], handedOver: HandedOver): Product {
  const acts = features.flatMap(actsOf);
  const sayings = new Map<string, Says>();
  for (const { name, formerly = [], says } of acts) {
    for (const each of says ? [name, ...formerly] : []) {
      if (sayings.has(each)) throw new Error(`Two acts are called ${each}.`);
      sayings.set(each, says!);
    }
  }
  return {
    sayings,
    jobs: features.flatMap(({ jobs = [] }) => jobs),
    nouns: features.flatMap(({ nouns = [] }) => nouns),
    erasing: new Set(acts.flatMap(({ name, erases }) => (erases ? [name] : []))),
    confidential: new Map(acts.flatMap(({ confidential: of }) => (of ? [[of.target, of.permission] as const] : []))),
    follows: new Map(features.flatMap(({ follows = {} }) => Object.entries(follows))),
    heldByMembers: features.flatMap(({ heldByMembers = [] }) => heldByMembers),
    roleHolders: features.flatMap(({ roleHolders = [] }) => roleHolders),
    tables: tablesOf(features),
    find: (record) => {
      const find = features.find(({ finds = {} }) => finds[record])?.finds?.[record];
      if (!find) throw new Error(`No feature finds a ${record}.`);
      return find;
    },
    inProject: features.flatMap(({ inProject = [] }) => inProject),
    foundByVisitor(place, words) {
      const found = features.flatMap(({ foundByVisitor }) => (foundByVisitor ? [foundByVisitor(place, words)] : []));
      return found.length === 0 ? sql`select null::text where false` : sql.join(found, sql` union all `);
    },
    async visitorName(db, organizationId, conversationId) {
      for (const { visitorName } of features) {
        const name = await visitorName?.(db, organizationId, conversationId);
        if (name) return name;
      }
      return null;
    },
    async holdsBack(db, draft) {
      for (const { holdsBack } of features) {
        const why = await holdsBack?.(db, draft);
        if (why) return why;
      }
      return null;
    },
    async asksVisitors(db, organizationId, agentId) {
      for (const { asksVisitors } of features) if (await asksVisitors?.(db, organizationId, agentId)) return true;
      return false;
    },
    uses: (record) => features.flatMap(({ uses = {} }) => uses[record] ?? []),
    repliesByMail: features.find(({ repliesByMail }) => repliesByMail)?.repliesByMail ?? (async () => "no"),
    whenDeleted: (record) => features.flatMap(({ whenDeleted = {} }) => whenDeleted[record] ?? []),
    ...handedOver,
  };
}

function actsOf({ routes, jobs = [], acts = [] }: Feature) {
  return [...routes.map(({ operation }) => operation), ...jobs.filter((definition) => definition.type === "job"), ...acts];
}

function tablesOf(features: readonly Feature[]): OwnedTable[] {
  const owned = [...features, { name: "access", tables: groundTables }].flatMap(({ name, tables = {} }) => ownedBy(name, tables));
  const twice = owned.find(({ name }, index) => owned.findIndex((other) => other.name === name) !== index);
  if (twice) throw new Error(`Two features own the table ${twice.name}.`);
  return owned;
}

function ownedBy(owner: string, tables: Tables): OwnedTable[] {
  return (Object.keys(tables) as TableName[]).map((name) => ({ ...(tables[name] as OwnedTable), name, owner }));
}
