import { sql } from "kysely";
import type { Db } from "#platform/database/transaction.ts";
import type { TextPassage } from "./chunk-text.ts";
import { createHash } from "node:crypto";

/** By what two are the same. */
type Same = { content_hash: string; text_hash?: never } | { text_hash: string; content_hash?: never };
type Place = { organization_id: string; project_id: string; id: string };

/**
 * The id of the oldest other source of the project that holds the same bytes, or says the same text; null where there is none.
 * Of two that come at once the second finds the first: until the transaction ends, nobody else looks in this project. Rows of
 * sources are locked before this, and what counts against caps after it.
 */
export async function findTwin(db: Db, source: Place, same: Same): Promise<string | null> {
  const { organization_id, project_id, id } = source;
  await sql`select pg_advisory_xact_lock(hashtextextended(${`twins\n${organization_id}\n${project_id}`}, 0))`.execute(db);
  const twin = await db
    .selectFrom("sources")
    .select("id")
    .where("organization_id", "=", organization_id)
    .where("project_id", "=", project_id)
    .where("id", "<>", id)
    .where(same.text_hash === undefined ? "content_hash" : "text_hash", "=", same.text_hash ?? same.content_hash)
    .orderBy("id")
    .limit(1)
    .executeTakeFirst();
  return twin?.id ?? null;
}

/**
 * What a document says, whatever its file is like and wherever it breaks lines: the letters and digits of its title and its passages in
 * order, each heading once.
 */
export function hashText(title: string | null, passages: readonly TextPassage[]): string {
  const hash = createHash("sha256");
  const add = (text: string) => hash.update(text.normalize("NFKC").replace(/[^\p{L}\p{M}\p{N}]/gu, ""));
  add(title ?? "");
  let above: readonly string[] = [];
  for (const { headings, text } of passages) {
    const fresh = headings.filter((heading, level) => heading !== above[level]);
    add([...fresh, text].join(""));
    above = headings;
  }
  return hash.digest("hex");
}
