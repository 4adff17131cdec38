import { sql } from "kysely";
import { indexChunks } from "#features/knowledge/server/index-chunks.ts";
import { newId } from "#platform/ids.ts";
import type { TestApp } from "./app.ts";
import { forgetJobs } from "./factories.ts";

export type TestDocument = { title: string; passages: readonly { headings?: readonly string[]; text: string }[] };

/** A source with one document whose passages are indexed, as tenant and in one transaction. @returns their ids */
export function addDocument(test: TestApp, organization_id: string, project_id: string, { title, passages }: TestDocument) {
  const [source_id, document_id] = [newId("src"), newId("doc")];
  return test.platform.database.transaction({ kind: "tenant", organizationId: organization_id }, "write", async ({ db }) => {
    const source = {
      organization_id,
      id: source_id,
      project_id,
      kind: "text",
      name: title,
      media_type: "text/plain",
      size_bytes: 1,
      content_hash: "",
    };
    await db
      .insertInto("sources")
      .values({ ...source, status: "synced" })
      .execute();
    await db.insertInto("documents").values({ organization_id, id: document_id, project_id, source_id, title }).execute();
    const chunks = [];
    for (const [position, { headings = [], text }] of passages.entries()) {
      const { rows } = await sql<{ id: number }>`
        insert into chunks (organization_id, project_id, source_id, document_id, position, headings, text)
        values (${organization_id}, ${project_id}, ${source_id}, ${document_id}, ${position}, ${[...headings]}::text[], ${text}) returning id
      `.execute(db);
      chunks.push({ organization_id, project_id, id: rows[0]!.id, headings, title, text });
    }
    await indexChunks(db, chunks);
    return { source_id, document_id, chunk_ids: chunks.map((chunk) => String(chunk.id)) };
  });
}

/** Brings a text that was just created to where its reading leaves it, with one passage and without a parser. */
export async function finishSource(test: TestApp, organizationId: string, sourceId: string): Promise<void> {
  const { admin } = test.database;
  await forgetJobs(test, organizationId, "source_id", sourceId);
  await admin.query(
    `with read as (
       update sources set status = 'synced', progress = 100, passage_count = 1, synced_at = now()
       where organization_id = $1 and id = $2 returning *
     ), document as (
       insert into documents (organization_id, id, project_id, source_id, title)
       select organization_id, $3, project_id, id, name from read returning *
     )
     insert into chunks (organization_id, project_id, source_id, document_id, position, text)
     select organization_id, project_id, source_id, id, 0, 'We are open from nine to five.' from document`,
    [organizationId, sourceId, newId("doc")],
  );
}
