import type { AnyJobDefinition } from "./job.ts";
import type { HeldByMember, Noun, Product, RoleHolders } from "./product.ts";
import type { Route } from "./router.ts";
import type { Act, Says } from "./says.ts";

/** One noun of the product, or a few that belong together: addresses, background work, and what is said of them. */
export type Feature = {
  name: string;
  routes: readonly Route[];
  jobs: readonly AnyJobDefinition[];
  /** What leaves audit entries beside its operations and jobs. */
  acts?: readonly Act[];
  /** What its acts are about. */
  nouns?: readonly Noun[];
  /** What of it ends with a membership. */
  heldByMembers?: readonly HeldByMember[];
  /** What of it has a role. */
  roleHolders?: readonly RoleHolders[];
};

/**
 * The features taken together.
 * @throws Error where two acts share a name, so that one would speak for the other
 */
export function productOf(features: readonly Feature[], { contactOf }: Pick<Product, "contactOf">): Product {
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
    nouns: features.flatMap(({ nouns = [] }) => nouns),
    confidential: new Map(acts.flatMap(({ confidential: of }) => (of ? [[of.target, of.permission] as const] : []))),
    heldByMembers: features.flatMap(({ heldByMembers = [] }) => heldByMembers),
    roleHolders: features.flatMap(({ roleHolders = [] }) => roleHolders),
    contactOf,
  };
}

function actsOf({ routes, jobs, acts = [] }: Feature) {
  return [...routes.map(({ operation }) => operation), ...jobs.filter((definition) => definition.type === "job"), ...acts];
}
