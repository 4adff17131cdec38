import { sql } from "kysely";
import type { OpenTransaction } from "#access/operation.ts";
import type { Row } from "#access/tables.ts";
import type { Db } from "#platform/database/transaction.ts";
import type { ArchivedTable } from "./archived-tables.ts";

const rowsPerPage = 500;

/**
 * All rows of a table in the order of its key, a page at a time, each page in a short transaction of its own: nothing
 * is locked or held open, and a row that stands from the beginning to the end comes exactly once.
 */
export async function* readRows(transaction: OpenTransaction, organizationId: string, table: ArchivedTable): AsyncGenerator<Row[]> {
  const key = table.key ?? ["id"];
  let after: unknown[] | null = null;
  for (;;) {
    const rows: Row[] = await transaction(({ db }) => readPage(db, organizationId, table, key, after), "read");
    if (rows.length > 0) yield rows;
    const last = rows.at(-1);
    if (!last || rows.length < rowsPerPage) return;
    after = key.map((column) => last[column]);
  }
}

export async function countRows(transaction: OpenTransaction, organizationId: string, table: ArchivedTable): Promise<number> {
  const { rows } = await transaction(
    ({ db }) =>
      sql<{
        count: number;
      }>`select count(*) as count from ${sql.table(table.table)} where ${ofOrganization(table, organizationId)}`.execute(db),
    "read",
  );
  return rows[0]?.count ?? 0;
}

async function readPage(
  db: Db,
  organizationId: string,
  table: ArchivedTable,
  key: readonly string[],
  after: unknown[] | null,
): Promise<Row[]> {
  const fields = [
    ...table.columns.map((column) => sql.ref(column)),
    ...Object.entries(table.joined ?? {}).map(([name, value]) => sql`${value} as ${sql.ref(name)}`),
  ];
  const keyColumns = sql.join(key.map((column) => sql.ref(column)));
  const beyond = after ? sql`and (${keyColumns}) > (${sql.join(after)})` : sql``;
  const order = key.length > 0 ? sql`order by ${keyColumns}` : sql``;
  const { rows } = await sql<Row>`
    select ${sql.join(fields)} from ${sql.table(table.table)}
    where ${ofOrganization(table, organizationId)} ${beyond} ${order} limit ${rowsPerPage}
  `.execute(db);
  return rows;
}

/** Row-level security says the same; said here too, the key's index is used for certain. */
function ofOrganization({ table }: ArchivedTable, organizationId: string) {
  return sql`${sql.ref(table === "organizations" ? "id" : "organization_id")} = ${organizationId}`;
}
