import { sql } from "kysely";
import type { Db } from "#platform/database/transaction.ts";

/** A table whose rows belong to organizations, and those of them that its references lead to. */
export type TenantTable = { name: string; parents: string[] };

/**
 * Every table that holds rows of an organization, as the database's own catalog lists them, each before those that it
 * refers to. `organizations` itself is not among them.
 */
export async function readTenantTables(db: Db): Promise<TenantTable[]> {
  const { rows } = await sql<TenantTable>`
    select c.relname as name, array(
        select distinct t.relname::text from pg_constraint f join pg_class t on t.oid = f.confrelid
        where f.contype = 'f' and f.conrelid = c.oid and t.oid <> c.oid
      ) as parents
    from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'organization_id' and not a.attisdropped
    where c.relnamespace = 'app'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and c.relforcerowsecurity
    order by c.relname`.execute(db);
  return inOrder(rows);
}

/** The tables whose rows go with rows of this one, through any number of references. */
export function dependentsOf(tables: readonly TenantTable[], name: string): TenantTable[] {
  const direct = tables.filter(({ parents }) => parents.includes(name));
  const all = new Set(direct.flatMap((table) => [...dependentsOf(tables, table.name), table]));
  return tables.filter((table) => all.has(table));
}

/** Tables that refer to each other in a circle come in some order. */
function inOrder(tables: readonly TenantTable[]): TenantTable[] {
  const left = new Set(tables);
  const ordered: TenantTable[] = [];
  while (left.size > 0) {
    const isFree = ({ name }: TenantTable) => ![...left].some((other) => other.parents.includes(name));
    const free = [...left].filter(isFree);
    for (const table of free.length > 0 ? free : [...left].slice(0, 1)) {
      left.delete(table);
      ordered.push(table);
    }
  }
  return ordered;
}
