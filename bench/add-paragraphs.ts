import { sql } from "kysely";
import { indexChunks } from "#features/knowledge/server/index-chunks.ts";
import { newId } from "#platform/ids.ts";
import type { Db } from "#platform/database/transaction.ts";
import type { Product } from "./product.ts";

type Paragraph = { id: number; title: string; text: string };

/** Makes each paragraph a source of the project. @returns the paragraph's id by its source's */
export async function addParagraphs(product: Product, projectId: string, paragraphs: readonly Paragraph[]): Promise<Map<string, number>> {
  const paragraphOf = new Map<string, number>();
  for (let from = 0; from < paragraphs.length; from += 100) {
    await product.platform.database.transaction({ kind: "tenant", organizationId: product.organizationId }, "write", async ({ db }) => {
      for (const paragraph of paragraphs.slice(from, from + 100))
        paragraphOf.set(await addParagraph(db, product.organizationId, projectId, paragraph), paragraph.id);
    });
  }
  return paragraphOf;
}

async function addParagraph(db: Db, organization_id: string, project_id: string, { title, text }: Paragraph): Promise<string> {
  const [source_id, document_id] = [newId("src"), newId("doc")];
  const source = {
    organization_id,
    id: source_id,
    project_id,
    kind: "text",
    name: title,
    media_type: "text/plain",
    size_bytes: text.length,
    content_hash: "",
  };
  await db
    .insertInto("sources")
    .values({ ...source, status: "synced" })
    .execute();
  await db.insertInto("documents").values({ organization_id, id: document_id, project_id, source_id, title }).execute();
  const { rows } = await sql<{ id: number }>`
    insert into chunks (organization_id, project_id, source_id, document_id, position, text)
    values (${organization_id}, ${project_id}, ${source_id}, ${document_id}, 0, ${text}) returning id
  `.execute(db);
  await indexChunks(db, [{ organization_id, project_id, id: rows[0]!.id, headings: [], title, text }]);
  return source_id;
}
