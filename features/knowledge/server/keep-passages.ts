import { sql } from "kysely";
import type { Db } from "#platform/database/transaction.ts";
import type { TextPassage } from "./chunk-text.ts";

type NewDocument = { organization_id: string; project_id: string; id: string; title: string };

const passagesPerUpdate = 1_000;

/**
 * Moves passages of earlier documents that a new one says as well into it: they keep their ids, their postings and whatever else is
 * known of them. Only where the title is the same too, since its words find each passage.
 *
 * @param earlier the ids of those documents
 * @returns the positions of the passages that are there now
 */
export async function keepPassages(
  db: Db,
  { organization_id, project_id, id, title }: NewDocument,
  passages: readonly TextPassage[],
  earlier: readonly string[],
): Promise<ReadonlySet<number>> {
  if (earlier.length === 0) return new Set();
  const known = await db
    .selectFrom("chunks as c")
    .innerJoin("documents as d", (join) => join.onRef("d.organization_id", "=", "c.organization_id").onRef("d.id", "=", "c.document_id"))
    .select(["c.id", "c.headings", "c.text"])
    .where("c.organization_id", "=", organization_id)
    .where("c.document_id", "in", earlier)
    .where("d.title", "=", title)
    .orderBy("c.position")
    .execute();
  const idsOf = new Map<string, number[]>();
  for (const passage of known) idsOf.set(keyOf(passage), [...(idsOf.get(keyOf(passage)) ?? []), passage.id]);
  const kept = passages.flatMap((passage, position) => {
    const chunk = idsOf.get(keyOf(passage))?.shift();
    return chunk === undefined ? [] : [{ id: chunk, position, places: passage.places ?? null }];
  });
  for (let first = 0; first < kept.length; first += passagesPerUpdate)
    await sql`
      with moved as (
        update chunks set document_id = ${id}, position = row.position, places = row.places
        from jsonb_to_recordset(${JSON.stringify(kept.slice(first, first + passagesPerUpdate))}::jsonb) as row (id bigint, position integer, places jsonb)
        where chunks.organization_id = ${organization_id} and chunks.id = row.id
        returning chunks.id
      )
      insert into document_lengths (organization_id, document_id, project_id, chunk_count, term_count)
      select ${organization_id}, ${id}, ${project_id}, count(*), coalesce(sum((
        select length from postings where organization_id = ${organization_id} and chunk_id = moved.id limit 1
      )), 0)
      from moved
      on conflict (organization_id, document_id) do update set
        chunk_count = document_lengths.chunk_count + excluded.chunk_count,
        term_count = document_lengths.term_count + excluded.term_count
    `.execute(db);
  return new Set(kept.map(({ position }) => position));
}

const keyOf = ({ headings, text }: Pick<TextPassage, "headings" | "text">) => JSON.stringify([headings, text]);
