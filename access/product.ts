import type { Db } from "#platform/database/transaction.ts";
import type { Platform } from "#platform/platform.ts";
import type { Permission } from "./permissions.ts";
import type { Says } from "./says.ts";

/** What all features bring together, for what needs it of every one and names none. app.ts makes it and hands it in. */
export type Product = {
  /** What is said of an act, by the names that audit entries hold, those of earlier versions included. */
  sayings: ReadonlyMap<string, Says>;
  nouns: readonly Noun[];
  /** Types of records whose content in the audit log takes another permission than the log itself. */
  confidential: ReadonlyMap<string, Permission>;
  /** What else ends when somebody no longer belongs to an organization. */
  heldByMembers: readonly HeldByMember[];
  /** Who else has a role, beside members. */
  roleHolders: readonly RoleHolders[];
  /** The number that visitors of an organization may call, as it is read; null where there is none. */
  contactOf(platform: Platform, organizationId: string): Promise<string | null>;
};

/** What a feature keeps for a member, and ends with the membership. */
export type HeldByMember = {
  /** As the entry calls it that says of the end: `invitations`. */
  name: string;
  /** Ends it in the transaction that ends the membership, before that; answers what each is called. */
  end(db: Db, organizationId: string, membershipId: string): Promise<string[]>;
};

/** What a feature keeps under the name of a role. */
export type RoleHolders = {
  /** How many have each role, or one. */
  count(db: Db, organizationId: string, role?: string): Promise<ReadonlyMap<string, number>>;
  /** Gives all that have a role another, since it is deleted. */
  move(db: Db, organizationId: string, from: string, to: string): Promise<void>;
};

/** What acts are about, as their names begin. `available`: whether this installation has it, as it is configured. */
export type Noun = { name: string; label: string; available?(platform: Platform): boolean };
