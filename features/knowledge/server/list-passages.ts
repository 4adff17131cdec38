import { sql, type RawBuilder, type SqlBool } from "kysely";
import { z } from "zod";
import { Page, PageQuery } from "#access/list.ts";
import { operation } from "#access/operation.ts";
import { SourcePassage } from "../contract.ts";
import { findSource } from "./find-source.ts";

export const listPassages = operation({
  name: "source.list_passages",
  summary: "The passages that were read from a source, in the order of the document; all of them, or those that hold a quote.",
  scope: "organization",
  kind: "read",
  permission: "source:read",
  params: ["project_id", "source_id"],
  input: PageQuery.extend({
    quote: z.string().trim().min(1).max(1_000).optional().describe("Only passages that hold these words, whatever space is between them."),
  }),
  output: Page(SourcePassage),
  example: ({ project_id, source_id }) => ({ params: { project_id, source_id } }),
  async run({ db, organization, params }, { page, per_page, quote }) {
    const source = await findSource(db, organization.id, params.project_id, params.source_id);
    const chunks = db
      .selectFrom("documents")
      .innerJoin("chunks", (join) =>
        join.onRef("chunks.organization_id", "=", "documents.organization_id").onRef("chunks.document_id", "=", "documents.id"),
      )
      .where("documents.organization_id", "=", organization.id)
      .where("documents.source_id", "=", source.id)
      .$if(quote !== undefined, (found) => found.where(holds(quote ?? "")));
    const total =
      quote === undefined
        ? source.passage_count
        : (await chunks.select((query) => query.fn.countAll<number>().as("count")).executeTakeFirstOrThrow()).count;
    const rows = await chunks
      .leftJoin("passage_questions", (join) =>
        join
          .onRef("passage_questions.organization_id", "=", "chunks.organization_id")
          .onRef("passage_questions.chunk_id", "=", "chunks.id"),
      )
      .select(["chunks.id", "chunks.position", "chunks.headings", "chunks.text", "chunks.places", "passage_questions.questions"])
      .orderBy("documents.position")
      .orderBy("chunks.position")
      .limit(per_page)
      .offset((page - 1) * per_page)
      .execute();
    return {
      data: rows.map((row) => ({
        ...row,
        id: String(row.id),
        places: row.places as SourcePassage["places"],
        questions: row.questions ?? [],
      })),
      total,
      page,
      per_page,
    };
  },
});

/** A quote is cut out of one passage, and was perhaps wrapped in another way. */
function holds(quote: string): RawBuilder<SqlBool> {
  return sql<SqlBool>`strpos(regexp_replace(chunks.text, '\\s+', ' ', 'g'), ${quote.replace(/\s+/g, " ")}) > 0`;
}
