import { sql, type RawBuilder } from "kysely";
import type { Product } from "#access/product.ts";
import type { Db } from "#platform/database/transaction.ts";
import { beginsWith, lookedThroughMax, planWords, type PlannedWords } from "#platform/search/plan-words.ts";
import type { AuditEntry, AuditFilter } from "../contract.ts";
import { hourOf } from "./hours.ts";
import { withoutContent } from "./hide-content.ts";
import { sentenceOf } from "./sentence-of.ts";

/**
 * `words`: what of the filter's query is looked for, and how; null where nothing is. `hidden`: types of records whose
 * content the caller may not see. `before`: only entries older than this one.
 */
export type Search = {
  organizationId: string;
  filter: AuditFilter;
  words: PlannedWords | null;
  hidden: readonly string[];
  sayings: Product["sayings"];
  before?: { id: string; created_at: string } | undefined;
};

export async function planSearch(db: Db, search: Omit<Search, "words">): Promise<Search> {
  const postings = sql`audit_words where organization_id = ${search.organizationId}`;
  return { ...search, words: await planWords(db, postings, search.filter.query ?? "") };
}

type Row = Omit<AuditEntry, "sentence" | "seal">;

type Slice = { limit: number; offset: number };

/** A page of entries as they are answered, newest first, and how many there are, whatever they are older than. */
export async function readPage(db: Db, search: Search, slice: Slice): Promise<{ data: AuditEntry[]; total: number }> {
  const { before, ...whole } = search;
  if (!search.words) return { data: await readEntries(db, search, slice), total: await countEntries(db, whole) };
  // Looked through once for both.
  const { rows } = await sql<Row & { total: number }>`
    select e.* from (select e.*, count(*) over () as total ${matching(whole)}) as e where ${olderThan(before)} ${newestFirst(slice)}`.execute(
    db,
  );
  return { data: await present(db, search, rows), total: rows[0]?.total ?? (await countEntries(db, whole)) };
}

/** Entries as they are answered, newest first. */
export async function readEntries(db: Db, search: Search, slice: Slice): Promise<AuditEntry[]> {
  const { rows } = await sql<Row>`select e.* ${matching(search)} ${newestFirst(slice)}`.execute(db);
  return present(db, search, rows);
}

const newestFirst = ({ limit, offset }: Slice) => sql`order by e.created_at desc, e.id desc limit ${limit} offset ${offset}`;

async function present(db: Db, search: Search, rows: readonly Row[]): Promise<AuditEntry[]> {
  const seals = await readSeals(db, search.organizationId, rows);
  return rows.map((row) => {
    const entry = withoutContent(row, search.hidden);
    return { ...entry, sentence: sentenceOf(search.sayings, entry), seal: seals.get(hourOf(row.created_at)) ?? null };
  });
}

/** How many there are. */
async function countEntries(db: Db, search: Search): Promise<number> {
  const { rows } = await sql<{ total: number }>`select count(*) as total ${matching(search)}`.execute(db);
  return rows[0]!.total;
}

/** The last entry in which words were looked for, where each of them is frequent and more entries may follow it. */
export async function lastSearched(db: Db, search: Search): Promise<Search["before"]> {
  if (!search.words || search.words.words.length === 0 || search.words.rarest !== null) return undefined;
  const { rows } = await sql<{ id: string; created_at: string }>`
    select e.id, e.created_at from audit_entries as e where ${conditions(search)}
    order by e.created_at desc, e.id desc limit 1 offset ${lookedThroughMax - 1}`.execute(db);
  return rows[0];
}

/** The lateral fences (offset 0) keep the planner at looking up each entry and word by its key. */
function matching(search: Search): RawBuilder<unknown> {
  const { organizationId, words: planned, hidden } = search;
  if (planned === null) return sql`from audit_entries as e where ${conditions(search)}`;
  const { words, rarest } = planned;
  if (words.length === 0) return sql`from audit_entries as e where false`;
  const mine = sql`organization_id = ${organizationId}`;
  const open = sql`(label_of is null or label_of <> all(${[...hidden]}::text[]))`;
  const candidates =
    rarest === null
      ? sql`select e.id from audit_entries as e where ${conditions(search)} order by e.created_at desc, e.id desc limit ${lookedThroughMax}`
      : sql`select distinct entry_id from audit_words where ${mine} and ${beginsWith(rarest)} and ${open}`;
  const holds = words
    .filter((word) => word !== rarest)
    .map((word) => sql`(select true from audit_words where ${mine} and entry_id = e.id and ${beginsWith(word)} and ${open} limit 1)`);
  return sql`from (${candidates}) as candidates (id)
    cross join lateral (select * from audit_entries where ${mine} and id = candidates.id offset 0) as e
    where ${sql.join([conditions(search), ...holds], sql` and `)}`;
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
  all.push(olderThan(before));
  return sql.join(all, sql` and `);
}

/** The first half says nothing more, and lets the index begin there. */
function olderThan(before: Search["before"]): RawBuilder<unknown> {
  if (!before) return sql`true`;
  return sql`e.created_at <= ${before.created_at} and (e.created_at, e.id) < (${before.created_at}::timestamptz, ${before.id})`;
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
