import type { RawBuilder } from "kysely";
import type { Db } from "#platform/database/transaction.ts";
import type { RecordName } from "#platform/ids.ts";
import type { Platform } from "#platform/platform.ts";
import type { Also } from "./audit.ts";
import type { AnyJobDefinition } from "./job.ts";
import type { TransactionContext } from "./operation.ts";
import type { Permission } from "./permissions.ts";
import type { Says } from "./says.ts";
import type { OwnedTable } from "./tables.ts";

/** What all features bring together, for what needs it of every one and names none. app.ts makes it and hands it in. */
export type Product = {
  /** What is said of an act, by the names that audit entries hold, those of earlier versions included. */
  sayings: ReadonlyMap<string, Says>;
  jobs: readonly AnyJobDefinition[];
  nouns: readonly Noun[];
  /** Acts that erase something which earlier archives still hold. */
  erasing: ReadonlySet<string>;
  /** Types of records whose content in the audit log takes another permission than the log itself. */
  confidential: ReadonlyMap<string, Permission>;
  /** Types of records whose events somebody can follow, and the permission that it takes. */
  follows: ReadonlyMap<string, Permission>;
  /** What else ends when somebody no longer belongs to an organization. */
  heldByMembers: readonly HeldByMember[];
  /** Who else has a role, beside members. */
  roleHolders: readonly RoleHolders[];
  /** In the order of the features, each feature's own in the order in which it names them. */
  tables: readonly OwnedTable[];
  /** Finds records of a kind, whichever feature they belong to. */
  find(record: RecordName): FindRecords;
  /** What uses records of a kind, in the order of the features. */
  uses(record: RecordName): readonly FindUses[];
  /** What is in projects, in the order of the features. */
  inProject: readonly InProject[];
  /** Whether an agent asks its visitors who they are. */
  asksVisitors: AsksVisitors;
  /** Whether what a person writes reaches a visitor by mail, where mail is sent at all. */
  repliesByMail: RepliesByMail;
  /** What the visitor of a conversation said that they are called; null where nothing is known. */
  visitorName: VisitorName;
  /** Conversations whose visitor said something of themselves that has each of these words in it, as SQL of their ids. */
  foundByVisitor: FoundByVisitor;
  /** Why a draft that has to pass checks first cannot be published yet. */
  holdsBack: HoldsBack;
  /** What else there is to do before a record goes. */
  whenDeleted(record: RecordName): readonly WhenDeleted[];
  /** The number that visitors of an organization may call. The door hands it to `run` for its own organization alone. */
  contactOf(db: Db, organizationId: string): Promise<ContactNumber | null>;
};

export type FoundByVisitor = (place: { organizationId: string; projectId: string }, words: readonly string[]) => RawBuilder<unknown>;
export type VisitorName = (db: Db, organizationId: string, conversationId: string) => Promise<string | null>;
/** An agent's draft that is about to be published. */
export type DraftToPublish = { organizationId: string; projectId: string; agentId: string; draftVersion: number; publishedVersion: number };
/** Why it cannot be yet, in a sentence; null where nothing is in the way. */
export type HoldsBack = (db: Db, draft: DraftToPublish) => Promise<string | null>;
export type AsksVisitors = (db: Db, organizationId: string, agentId: string) => Promise<boolean>;

/** Whether the visitor of a conversation gave an address. */
export type RepliesByMail = (db: Db, organizationId: string, conversationId: string) => Promise<"yes" | "needs_address" | "no">;

/** A number for `tel:`, and as it is read; null where there is none to call. */
export type ContactNumber = { number: string; international: string };

/** What a feature keeps for a member, and ends with the membership. */
export type HeldByMember = {
  /** As the entry calls it that says of the end: `invitations`. */
  name: string;
  /** Ends it in the transaction that ends the membership, before that; answers what each is called, and what is to be told of it. */
  end(db: Db, organizationId: string, membershipId: string): Promise<{ names: string[]; also?: Also[] }>;
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

/**
 * What a feature does when a record of another one goes, for what is no row of it: files, handles. Rows below it go by
 * reference. Called in the transaction that deletes the record, while they are still there.
 */
export type WhenDeleted = (
  context: Pick<TransactionContext, "db" | "send"> & { platform: Platform },
  record: { organization_id: string; id: string },
) => Promise<void>;

/** A record by which others name it; `project_id`: of one that is in a project. */
export type FoundRecord = { id: string; name: string; project_id: string | null };

/** @param keep the records that are found stay until the transaction ends */
export type FindRecords = (db: Db, organizationId: string, ids: readonly string[], options?: { lock?: boolean }) => Promise<FoundRecord[]>;

/** What uses each of these records; `of` is the one, and `model_name` what of it is used. */
export type FindUses = (
  db: Db,
  organizationId: string,
  ids: readonly string[],
) => Promise<{ of: string; type: RecordName; id: string; name: string; project_id: string | null; model_name: string }[]>;

/** What a card of a project counts of one feature, as SQL on its tables: it is read with the card, in one statement. */
export type InProject = {
  /** The record that is counted. */
  record: RecordName;
  /** Who does not hold it gets no count. */
  permission: Permission;
  /** The rows `b` of the project `p`, from their table on. */
  rows: RawBuilder<unknown>;
  /** When the project `p` was last active by them; null where it never was. */
  lastActive: RawBuilder<unknown>;
};
