import { sql } from "kysely";
import { indexChunks } from "#features/knowledge/server/index-chunks.ts";
import { newId } from "#platform/ids.ts";
import type { TestApp } from "./app.ts";

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
