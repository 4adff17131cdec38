import type { Db } from "#platform/database/transaction.ts";
import type { Passage } from "../contract.ts";

/** The best passages of a project for a query, best first. */
export async function searchPassages(
  db: Db,
  { organizationId, projectId }: { organizationId: string; projectId: string },
  query: string,
  limit: number,
): Promise<Passage[]> {
  const terms = termsOf(query);
  const rows = await db
    .selectFrom("chunks as c")
    .innerJoin("documents as d", (join) => join.onRef("d.organization_id", "=", "c.organization_id").onRef("d.id", "=", "c.document_id"))
    .select(["c.source_id", "c.document_id", "c.id", "c.headings", "c.text", "d.title", "d.url"])
    .where("c.organization_id", "=", organizationId)
    .where("c.project_id", "=", projectId)
    .execute();
  return rows
    .map(({ id, ...row }) => ({ ...row, chunk_id: String(id), score: termsOf(row.text).filter((term) => terms.includes(term)).length }))
    .filter((passage) => passage.score > 0)
    .toSorted((a, b) => b.score - a.score)
    .slice(0, limit);
}

const termsOf = (text: string) => [...text.toLowerCase().matchAll(/\p{L}{4,}/gu)].map(String);
