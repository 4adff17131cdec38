import { sql, type RawBuilder, type SelectQueryBuilder } from "kysely";
import type { FoundByVisitor } from "#access/product.ts";
import type { SearchReach } from "#features/audit/contract.ts";
import type { Conversations, DB } from "#platform/database/schema.ts";
import type { Db } from "#platform/database/transaction.ts";
import { indexedFrom } from "#platform/search/backlog.ts";
import { beginsWith, lookedThroughMax, planWords, type PlannedWords } from "#platform/search/plan-words.ts";

type Place = { organizationId: string; projectId: string };

/**
 * The project's conversations in which something was asked; with a query, those in which each of its words begins a word
 * that was said, and those whose visitor said so of themselves. The lateral fences (offset 0) keep the planner at looking up each
 * conversation and word by its key.
 */
export async function searchConversations(db: Db, place: Place, query: string, foundByVisitor: FoundByVisitor | null) {
  const mine = sql`organization_id = ${place.organizationId}`;
  const ofProject = sql`${mine} and project_id = ${place.projectId}`;
  const planned = await planWords(db, sql`conversation_words where ${ofProject}`, query);
  const asked = sql`${ofProject} and last_message_at is not null`;
  const source = planned === null ? sql`select * from conversations where ${asked}` : found(planned);
  return { conversations: selectFrom(db, source), reach: await readReach(db, place, planned) };

  function found({ words, rarest }: PlannedWords) {
    if (words.length === 0) return sql`select * from conversations where false`;
    const candidates =
      rarest === null
        ? sql`select id from conversations where ${asked} order by last_message_at desc, id desc limit ${lookedThroughMax}`
        : sql`select distinct conversation_id from conversation_words where ${ofProject} and ${beginsWith(rarest)}`;
    const holds = words
      .filter((word) => word !== rarest)
      .map(
        (word) =>
          sql`(select true from conversation_words where ${mine} and conversation_id = candidates.id and ${beginsWith(word)} limit 1)`,
      );
    const said = sql`select id from (${candidates}) as candidates (id) where ${sql.join([sql`true`, ...holds], sql` and `)}`;
    return sql`select c.* from (${foundByVisitor ? sql`${said} union ${foundByVisitor(place, words)}` : said}) as found (id)
      cross join lateral (select * from conversations where ${asked} and id = found.id offset 0) as c`;
  }
}

/** Rows of the table, whichever they are: of SQL, kysely knows no type. */
function selectFrom(db: Db, source: RawBuilder<unknown>) {
  return db.selectFrom(sql`(${source})`.as<"c">(sql.ref("c"))) as unknown as SelectQueryBuilder<Conversation, "c", object>;
}

type Conversation = DB & { c: Conversations };

async function readReach(db: Db, { organizationId, projectId }: Place, planned: PlannedWords | null): Promise<SearchReach> {
  if (planned === null) return { left_out: [], searched_from: null, indexing: false };
  const indexed = await indexedFrom(db, organizationId, "conversations");
  const isCut = planned.rarest === null && planned.words.length > 0;
  const last = isCut ? await lastLookedThrough(db, organizationId, projectId) : null;
  const searchedFrom =
    [indexed, last]
      .filter((time) => time !== null)
      .toSorted()
      .at(-1) ?? null;
  return { left_out: planned.leftOut, searched_from: searchedFrom, indexing: indexed !== null };
}

/** When something was last said in the last conversation that is looked through, where there may be more. */
async function lastLookedThrough(db: Db, organizationId: string, projectId: string): Promise<string | null> {
  const row = await db
    .selectFrom("conversations")
    .select("last_message_at")
    .where("organization_id", "=", organizationId)
    .where("project_id", "=", projectId)
    .where("last_message_at", "is not", null)
    .orderBy("last_message_at", "desc")
    .orderBy("id", "desc")
    .limit(1)
    .offset(lookedThroughMax - 1)
    .executeTakeFirst();
  return row?.last_message_at ?? null;
}
