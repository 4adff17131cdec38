import type { OpenTransaction } from "#access/operation.ts";
import type { Platform } from "#platform/platform.ts";

/** Who sells plans on an installation. */
export type Seller = {
  /** Brings an organization's billing address to where payments are collected. */
  tellAddress(organization: { organizationId: string; transaction: OpenTransaction }): Promise<void>;
};

const sellers = new WeakMap<Platform["env"], Seller | null>();

/** For what is composed: says once who sells. Null: nothing is sold. */
export function sellThrough({ env }: Platform, seller: Seller | null): void {
  sellers.set(env, seller);
}

export function sellerOf({ env }: Platform): Seller | null {
  const seller = sellers.get(env);
  if (seller === undefined) throw new Error("This platform was composed without saying who sells: see sellThrough.");
  return seller;
}
