import type { RawBuilder } from "kysely";
import type { DB } from "#platform/database/schema.ts";
import type { Db } from "#platform/database/transaction.ts";
import type { Platform } from "#platform/platform.ts";

export type TableName = keyof DB;

/** What is said of tables by the feature that they belong to. */
export type Tables = { readonly [T in TableName]?: TableOfOrganization<keyof DB[T] & string> | TableOfInstallation };

/** A table whose rows belong to organizations. */
type TableOfOrganization<Column extends string> = {
  /** What of it goes into an organization's archive; or, in a sentence, why nothing does. */
  archive: Archived<Column> | string;
  /** Whether what is counted before a deletion includes its rows; a word is what one of them is called on the page. */
  counted: boolean | string;
};

/** A table whose rows belong to no organization, and why not. */
type TableOfInstallation = { ofInstallation: string };

export type Row = Readonly<Record<string, unknown>>;

/** What an archive holds of a table: a file of its rows, one line each. */
export type Archived<Column extends string = string> = {
  /** The file's name in `data/`, without its ending: what the API calls these records. */
  name: string;
  /** What a line is, as the docs say it. */
  what: string;
  /** Whether this installation speaks of it, as it is configured. Rows that are there are exported in any case. */
  available?(platform: Platform): boolean;
  /** Written as they are, under their names. `organization_id` is not: the manifest names it once. */
  columns: readonly Column[];
  /** Columns that stay, and why; where installations differ, which of them speak of it. */
  leftOut?: Readonly<Partial<Record<Column, string | { why: string; available(platform: Platform): boolean }>>>;
  /** The table's key after the organization, `id` where it is not said; rows are read in its order. */
  key?: readonly Column[];
  /** Fields from other tables, by name. */
  joined?: Readonly<Record<string, RawBuilder<unknown>>>;
  files?: ArchivedFiles;
};

/** What lies in the storage for the rows of a table. The archive holds it, and each line says as `file` where. */
export type ArchivedFiles = {
  /** The columns that `of` reads are among those that are written. Null where a row has no file. */
  of(row: Row): ArchivedFile | null;
  /** How much they take together. */
  bytes(db: Db, organizationId: string): Promise<number>;
};

export type ArchivedFile = { name: string; key(organizationId: string): string; mediaType: string; createdAt: Date };

/** A table, as `Product` has it. */
export type OwnedTable = {
  name: TableName;
  /** The feature, or the folder below the features, that it belongs to. */
  owner: string;
} & (TableOfOrganization<string> | TableOfInstallation);

/** Tables that several features write by functions of the ground floor, which belong to none of them. */
export const groundTables: Tables = {
  handles: { archive: "Used to recognize keys and links.", counted: false },
  idempotency_keys: { archive: "Used for a day to recognize repeated requests.", counted: false },
  live_events: {
    archive: "What happened in the last day, by ids. The records themselves are exported, and what was done is in the audit entries.",
    counted: false,
  },
  search_backlogs: { archive: "What is still to be put into the search index.", counted: true },
  account_idempotency_keys: { ofInstallation: "By them repeated requests of accounts and of the operator are recognized for a day." },
  installation: { ofInstallation: "What the first migration stored: by which prefix roles are called." },
  migrations: { ofInstallation: "Which migrations have run." },
};
