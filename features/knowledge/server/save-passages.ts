import type { Selectable } from "kysely";
import type { Sources } from "#platform/database/schema.ts";
import type { Db } from "#platform/database/transaction.ts";
import { newId } from "#platform/ids.ts";

/** Stores a source's document and passages in the open transaction. */
export async function savePassages(
  db: Db,
  source: Selectable<Sources>,
  parsed: { title: string | null; passages: readonly { headings: string[]; text: string }[] },
): Promise<void> {
  const { organization_id, project_id, id: source_id } = source;
  const document = { organization_id, id: newId("doc"), project_id, source_id, title: parsed.title ?? source.name };
  await db.insertInto("documents").values(document).execute();
  const chunks = parsed.passages.map((passage, position) => ({
    organization_id,
    project_id,
    source_id,
    document_id: document.id,
    position,
    ...passage,
  }));
  await db.insertInto("chunks").values(chunks).execute();
}
