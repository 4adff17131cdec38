import { sql } from "kysely";
import { newId } from "#platform/ids.ts";
import type { Db } from "#platform/database/transaction.ts";
import type { TextPassage } from "./chunk-text.ts";
import { withoutEnding } from "./file-type.ts";
import { findTwin, hashText } from "./find-twin.ts";
import { indexChunks, type IndexedChunk } from "./index-chunks.ts";
import { languageOfPassages } from "./document-languages.ts";
import { keepPassages } from "./keep-passages.ts";
import type { SourceKey, SourceRow } from "./source-row.ts";

/** So few at once that neither the main thread nor another query waits long. */
const passagesPerInsert = 40;

/** Replaces a source's document, passages and postings in the open transaction, and marks it synced. */
export async function savePassages(
  db: Db,
  source: SourceRow,
  parsed: { title: string | null; passages: readonly TextPassage[]; warnings: string[] },
): Promise<void> {
  const { organization_id, project_id, id: source_id } = source;
  const title = parsed.title ?? withoutEnding(source.name);
  const earlier = await db
    .selectFrom("documents")
    .select("id")
    .where("organization_id", "=", organization_id)
    .where("source_id", "=", source_id)
    .execute();
  const ids = earlier.map(({ id }) => id);
  await replaceDocuments(db, ids, { organization_id, project_id, source_id, title }, parsed.passages);
  const text_hash = hashText(parsed.title, parsed.passages);
  await markSynced(db, source, { passage_count: parsed.passages.length, warnings: parsed.warnings, text_hash });
  if (text_hash !== source.text_hash) await noteTwin(db, source, text_hash);
}

/** Marks a source as the same as another one that says its text, unless it is marked already or somebody chose to keep both. */
async function noteTwin(db: Db, source: SourceRow, text_hash: string): Promise<void> {
  const duplicate_of = await findTwin(db, source, { text_hash });
  if (duplicate_of === null) return;
  await db
    .updateTable("sources")
    .set({ duplicate_of })
    .where("organization_id", "=", source.organization_id)
    .where("id", "=", source.id)
    .where("duplicate_of", "is", null)
    .where("duplicate_kept", "=", false)
    .execute();
}

type NewDocument = { organization_id: string; project_id: string; source_id: string; title: string; url?: string; position?: number };

/**
 * Puts a document with its passages and their postings in the place of earlier ones, in the open transaction, and answers its id.
 * Written is only what those do not say.
 */
export async function replaceDocuments(
  db: Db,
  earlier: readonly string[],
  values: NewDocument,
  passages: readonly TextPassage[],
): Promise<string> {
  const { organization_id, project_id, source_id, title } = values;
  const document = { ...values, id: newId("doc"), language: languageOfPassages(passages) };
  await db.insertInto("documents").values(document).execute();
  const kept = await keepPassages(db, document, passages, earlier);
  if (earlier.length > 0)
    await db.deleteFrom("documents").where("organization_id", "=", organization_id).where("id", "in", earlier).execute();
  const fresh = passages.map((passage, position) => ({ ...passage, position })).filter(({ position }) => !kept.has(position));
  const inserted: IndexedChunk[] = [];
  for (let first = 0; first < fresh.length; first += passagesPerInsert) {
    const placed = fresh.slice(first, first + passagesPerInsert);
    const { rows } = await sql<{ id: number; position: number }>`
      insert into chunks (organization_id, project_id, source_id, document_id, position, headings, text, places)
      select ${organization_id}, ${project_id}, ${source_id}, ${document.id}, position, headings, text, places
      from jsonb_to_recordset(${JSON.stringify(placed)}::jsonb) as row (position integer, headings text[], text text, places jsonb)
      returning id, position
    `.execute(db);
    const idOf = new Map(rows.map((row) => [row.position, row.id]));
    for (const { headings, text, position } of placed)
      inserted.push({ organization_id, project_id, id: idOf.get(position)!, headings, title, text });
  }
  await indexChunks(db, inserted);
  return document.id;
}

/** Agents answer from what is stored of it now. */
export async function markSynced(
  db: Db,
  source: SourceKey,
  changed: Partial<Pick<SourceRow, "passage_count" | "warnings" | "text_hash">> = {},
): Promise<void> {
  const now = new Date();
  await db
    .updateTable("sources")
    .set({
      ...changed,
      status: "synced",
      progress: 100,
      attempts: 0,
      error_code: null,
      error_message: null,
      updated_at: now,
      synced_at: now,
    })
    .where("organization_id", "=", source.organization_id)
    .where("id", "=", source.id)
    .execute();
}
