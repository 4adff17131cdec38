import { sql } from "kysely";
import { sweep } from "#access/job.ts";
import { leaveTenant } from "#access/leave-tenant.ts";
import type { Db } from "#platform/database/transaction.ts";
import { workOffBacklog, type BacklogStep } from "#platform/search/backlog.ts";
import { indexChunks, type IndexedChunk } from "./index-chunks.ts";
import { indexQuestions } from "./questions/save-questions.ts";

const passagesPerStep = 100;

/** Puts passages that were read earlier into the index again, by the words that texts are found by now. */
export const indexPassages = sweep({
  name: "knowledge.index",
  cron: "*/10 * * * *",
  atStart: true,
  async run({ platform, log, signal }) {
    const inSystem = leaveTenant(platform, "earlier passages are made searchable").system;
    const steps = await workOffBacklog(inSystem, "passages", signal, indexAgain);
    if (steps > 0) log.info({ steps }, "earlier passages are searchable by the words of now");
  },
});

type EarlierChunk = IndexedChunk & { created_at: string };

/** Others find a passage by its earlier words until the step is over, and then by the new ones. Its document stays until then. */
async function indexAgain(db: Db, organizationId: string, beforeId: string | null): Promise<BacklogStep> {
  const { rows: chunks } = await sql<EarlierChunk>`
    select chunk.organization_id, chunk.project_id, chunk.id, chunk.headings, chunk.text, document.title, document.created_at
    from chunks chunk join documents document on document.organization_id = chunk.organization_id and document.id = chunk.document_id
    where chunk.organization_id = ${organizationId} and (${beforeId}::bigint is null or chunk.id < ${beforeId}::bigint)
    order by chunk.id desc limit ${passagesPerStep} for key share of document, chunk`.execute(db);
  const ids = chunks.map(({ id }) => id);
  await takeFromIndex(db, organizationId, ids);
  await indexChunks(db, chunks);
  await indexQuestions(db, organizationId, ids);
  const last = chunks.at(-1);
  return last && chunks.length === passagesPerStep ? { id: String(last.id), since: last.created_at } : null;
}

async function takeFromIndex(db: Db, organizationId: string, ids: readonly number[]): Promise<void> {
  await sql`
    with gone as (
      delete from postings where organization_id = ${organizationId} and chunk_id = any(${ids}::bigint[]) returning chunk_id, length
    ), counted as (
      select chunk.document_id, count(*) passages, sum(passage.length) terms
      from (select distinct chunk_id, length from gone) passage
      join chunks chunk on chunk.organization_id = ${organizationId} and chunk.id = passage.chunk_id
      group by chunk.document_id
    )
    update document_lengths lengths
    set chunk_count = lengths.chunk_count - counted.passages, term_count = lengths.term_count - counted.terms
    from counted where lengths.organization_id = ${organizationId} and lengths.document_id = counted.document_id`.execute(db);
}
