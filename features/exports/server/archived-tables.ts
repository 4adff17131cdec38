import type { Archived, OwnedTable, TableName } from "#access/tables.ts";
import type { Platform } from "#platform/platform.ts";

/** A table of which an archive holds the rows. */
export type ArchivedTable = Archived & { table: TableName };

/** Those of the product's tables of which an archive holds the rows, in the order in which it holds them. */
export function archivedTables(tables: readonly OwnedTable[]): ArchivedTable[] {
  return tables.flatMap((each) => ("archive" in each && typeof each.archive !== "string" ? [{ ...each.archive, table: each.name }] : []));
}

/** What is not in an archive of these tables, and why: tables of organizations first, then columns. */
export function leftOut(
  platform: Platform,
  tables: readonly OwnedTable[],
  archived: readonly ArchivedTable[],
): { table: string; column?: string; reason: string }[] {
  const whole = tables.flatMap((each) =>
    "archive" in each && typeof each.archive === "string" ? [{ table: each.name, reason: each.archive }] : [],
  );
  const columns = archived.flatMap(({ table, leftOut = {} }) =>
    Object.entries(leftOut).flatMap(([column, why]) => {
      const said = typeof why === "string" ? { why } : why;
      return said && (!("available" in said) || said.available(platform)) ? [{ table, column, reason: said.why }] : [];
    }),
  );
  return [...whole, ...columns];
}
