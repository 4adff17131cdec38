import { sql, type RawBuilder } from "kysely";
import type { Db } from "#platform/database/transaction.ts";
import type { AuditEntry, AuditFilter } from "../contract.ts";
import { hourOf } from "./hours.ts";
import { withoutContent } from "./hide-content.ts";
import { sentenceOf } from "./sentences/sentence-of.ts";

/** Words are looked for in this many of the newest entries that the other filters leave: no index finds them. */
export const searchedMax = 50_000;

/** `before`: only entries older than this one. `hidden`: types of records whose content the caller may not see. */
export type Search = {
  organizationId: string;
  filter: AuditFilter;
  hidden: readonly string[];
  before?: { id: string; created_at: string } | undefined;
};

type Row = Omit<AuditEntry, "sentence" | "seal">;

/** Entries as they are answered, newest first. */
export async function readEntries(
  db: Db,
  search: Search,
  { limit, offset = 0 }: { limit: number; offset?: number },
): Promise<AuditEntry[]> {
  const { rows } =
    await sql<Row>`select e.* ${matching(search)} order by e.created_at desc, e.id desc limit ${limit} offset ${offset}`.execute(db);
  const seals = await readSeals(db, search.organizationId, rows);
  return rows.map((row) => {
    const entry = withoutContent(row, search.hidden);
    return { ...entry, sentence: sentenceOf(entry), seal: seals.get(hourOf(row.created_at)) ?? null };
  });
}

/** How many there are, and where words were looked for in the newest ones alone, the time of the oldest of these. */
export async function countEntries(db: Db, search: Search): Promise<{ total: number; searched_from: string | null }> {
  const { rows } = await sql<{ total: number }>`select count(*) as total ${matching(search)}`.execute(db);
  return { total: rows[0]!.total, searched_from: (await lastSearched(db, search))?.created_at ?? null };
}

/** The last entry in which words were looked for, where more may follow it. */
export async function lastSearched(db: Db, search: Search): Promise<Search["before"]> {
  if (wordsOf(search.filter).length === 0) return undefined;
  const { rows } = await sql<{ id: string; created_at: string }>`
    select e.id, e.created_at from audit_entries as e where ${conditions(search)}
    order by e.created_at desc, e.id desc limit 1 offset ${searchedMax - 1}`.execute(db);
  return rows[0];
}

function matching(search: Search): RawBuilder<unknown> {
  const words = wordsOf(search.filter);
  if (words.length === 0) return sql`from audit_entries as e where ${conditions(search)}`;
  const text = textOf(search.hidden);
  return sql`from (
      select e.* from audit_entries as e where ${conditions(search)} order by e.created_at desc, e.id desc limit ${searchedMax}
    ) as e where ${sql.join(
      words.map((word) => sql`strpos(${text}, ${word}) > 0`),
      sql` and `,
    )}`;
}

function conditions({ organizationId, filter, before }: Search): RawBuilder<unknown> {
  const { actor_type, actor_id, action, target_type, target_id, from, to } = filter;
  const all = [sql`e.organization_id = ${organizationId}`];
  if (actor_type) all.push(sql`e.actor_type = ${actor_type}`);
  if (actor_id) all.push(sql`e.actor_id = ${actor_id}`);
  if (target_type) all.push(sql`e.target_type = ${target_type}`);
  if (target_id) all.push(sql`e.target_id = ${target_id}`);
  if (action) all.push(action.includes(".") ? sql`e.action = ${action}` : sql`split_part(e.action, '.', 1) = ${action}`);
  if (from) all.push(sql`e.created_at >= ${from}`);
  if (to) all.push(sql`e.created_at < ${to}`);
  // The first half says nothing more, and lets the index begin there.
  if (before)
    all.push(sql`e.created_at <= ${before.created_at} and (e.created_at, e.id) < (${before.created_at}::timestamptz, ${before.id})`);
  return sql.join(all, sql` and `);
}

const wordsOf = ({ query = "" }: AuditFilter) => query.toLowerCase().split(/\s+/).filter(Boolean);

/** What words are looked for in; what the caller may not read, he does not find. */
function textOf(hidden: readonly string[]): RawBuilder<string> {
  const label = sql`case when e.target_type = any(${[...hidden]}::text[]) then null else e.target_label end`;
  return sql`lower(concat_ws(' ', e.actor_label, e.actor_name, translate(e.action, '._', '  '), ${label}))`;
}

async function readSeals(db: Db, organizationId: string, rows: readonly Row[]): Promise<Map<string, NonNullable<AuditEntry["seal"]>>> {
  if (rows.length === 0) return new Map();
  const seals = await db
    .selectFrom("audit_seals")
    .select(["sequence", "hour", "digest"])
    .where("organization_id", "=", organizationId)
    .where((where) => where("hour", "=", where.fn.any(where.val([...new Set(rows.map((row) => hourOf(row.created_at)))]))))
    .execute();
  return new Map(seals.map((seal) => [seal.hour, seal]));
}
