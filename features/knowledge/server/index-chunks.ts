import { sql } from "kysely";
import type { Db } from "#platform/database/transaction.ts";

export type IndexedChunk = { organization_id: string; project_id: string; id: number; headings: string[]; title: string; text: string };

/** Writes the postings of new chunks: one row a term and chunk. */
export async function indexChunks(db: Db, chunks: readonly IndexedChunk[]): Promise<void> {
  const rows = chunks.flatMap((chunk) => {
    const counts = new Map<string, number>();
    const terms = `${chunk.title} ${chunk.headings.join(" ")} ${chunk.text}`.toLowerCase().match(/[\p{L}\p{N}]{1,64}/gu) ?? [];
    for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
    return Array.from(counts, ([term, frequency]) => ({
      organization_id: chunk.organization_id,
      project_id: chunk.project_id,
      term,
      chunk_id: chunk.id,
      frequency,
      length: terms.length,
    }));
  });
  if (rows.length === 0) return;
  await sql`
    insert into postings (organization_id, project_id, term, chunk_id, frequency, length)
    select organization_id, project_id, term, chunk_id, frequency, length
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as row (organization_id text, project_id text, term text, chunk_id bigint, frequency integer, length integer)
  `.execute(db);
}
