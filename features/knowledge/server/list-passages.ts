import { Page, PageQuery } from "#access/list.ts";
import { operation } from "#access/operation.ts";
import { SourcePassage } from "../contract.ts";
import { findSource } from "./find-source.ts";

export const listPassages = operation({
  name: "source.list_passages",
  summary: "The passages that were read from a source, in the order of the document.",
  scope: "organization",
  kind: "read",
  permission: "source:read",
  params: ["project_id", "source_id"],
  input: PageQuery,
  output: Page(SourcePassage),
  example: ({ project_id, source_id }) => ({ params: { project_id, source_id } }),
  async run({ db, organization, params }, { page, per_page }) {
    const source = await findSource(db, organization.id, params.project_id, params.source_id);
    const rows = await db
      .selectFrom("documents")
      .innerJoin("chunks", (join) =>
        join.onRef("chunks.organization_id", "=", "documents.organization_id").onRef("chunks.document_id", "=", "documents.id"),
      )
      .select(["chunks.id", "chunks.position", "chunks.headings", "chunks.text", "chunks.places"])
      .where("documents.organization_id", "=", organization.id)
      .where("documents.source_id", "=", source.id)
      .orderBy("documents.position")
      .orderBy("chunks.position")
      .limit(per_page)
      .offset((page - 1) * per_page)
      .execute();
    return {
      data: rows.map((row) => ({ ...row, id: String(row.id), places: row.places as SourcePassage["places"] })),
      total: source.passage_count,
      page,
      per_page,
    };
  },
});
