import { embeddingModelOf } from "#features/models/server/embeddings/embeddings-for.ts";
import { sql } from "kysely";
import type { TransactionContext } from "#access/operation.ts";
import type { Db } from "#platform/database/transaction.ts";
import type { Platform } from "#platform/platform.ts";
import { encodeSource } from "../meaning/encode-source.ts";
import type { SourceKey } from "../source-row.ts";

/** A passage that has no questions yet, as a model reads it. */
export type UnaskedPassage = { id: number; title: string; headings: string[]; text: string };

/** How many passages and questions a source has, and how many passages, of how many bytes, have no questions. */
export type QuestionCounts = { passages: number; questions: number; unasked: number; unaskedBytes: number };

export async function countQuestions(db: Db, { organization_id, id }: SourceKey): Promise<QuestionCounts> {
  const { rows } = await sql<QuestionCounts>`
    select count(*)::int passages, coalesce(sum(cardinality(asked.questions)), 0)::int questions,
      count(*) filter (where asked.chunk_id is null)::int unasked,
      coalesce(sum(octet_length(document.title) + octet_length(array_to_string(chunk.headings, ' ')) + octet_length(chunk.text))
        filter (where asked.chunk_id is null), 0)::int "unaskedBytes"
    from documents document
    join chunks chunk on chunk.organization_id = document.organization_id and chunk.document_id = document.id
    left join passage_questions asked on asked.organization_id = chunk.organization_id and asked.chunk_id = chunk.id
    where document.organization_id = ${organization_id} and document.source_id = ${id}
  `.execute(db);
  return rows[0]!;
}

/** The next passages without questions, behind one, in the order of their ids. */
export async function listUnasked(db: Db, { organization_id, id }: SourceKey, behind: number, limit: number): Promise<UnaskedPassage[]> {
  const { rows } = await sql<UnaskedPassage>`
    select chunk.id, document.title, chunk.headings, chunk.text
    from documents document
    join chunks chunk on chunk.organization_id = document.organization_id and chunk.document_id = document.id
    where document.organization_id = ${organization_id} and document.source_id = ${id} and chunk.id > ${behind}
      and not exists (select from passage_questions asked where asked.organization_id = chunk.organization_id and asked.chunk_id = chunk.id)
    order by chunk.id limit ${limit}
  `.execute(db);
  return rows;
}

/** @returns how many passages had some */
export async function deleteQuestionsOf(db: Db, { organization_id, id }: SourceKey): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom("passage_questions")
    .where("organization_id", "=", organization_id)
    .where("source_id", "=", id)
    .executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}

/** Has the vectors of questions made that a source has got, where this installation finds by meaning. */
export async function encodeQuestionsOf(
  { db, send }: Pick<TransactionContext, "db" | "send">,
  platform: Platform,
  { organization_id, id }: SourceKey,
): Promise<void> {
  if ((await embeddingModelOf(db, platform, organization_id)) === null) return;
  await db
    .updateTable("source_meanings")
    .set({ synced_at: null })
    .where("organization_id", "=", organization_id)
    .where("source_id", "=", id)
    .execute();
  await send(encodeSource, { source_id: id });
}
