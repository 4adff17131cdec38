import { sql } from "kysely";
import { z } from "zod";
import { Page, PageQuery } from "#access/list.ts";
import { operation } from "#access/operation.ts";
import { PageOutcome, SitePage } from "../../contract/sites.ts";
import { findSource } from "../find-source.ts";

export const listPages = operation({
  name: "source.list_pages",
  summary:
    "The pages of a website with the outcome of each and why; those that are being read first, then in the order in which they were found.",
  scope: "organization",
  kind: "read",
  permission: "source:read",
  params: ["project_id", "source_id"],
  input: PageQuery.extend({
    outcome: z
      .string()
      .max(100)
      .optional()
      .describe(`Only those of this outcome, or of one of these, separated by commas: ${PageOutcome.options.join(", ")}.`),
    query: z.string().trim().max(255).optional().describe("Only those whose title or address contains this."),
  }),
  output: Page(SitePage),
  example: ({ project_id, source_id }) => ({ params: { project_id, source_id } }),
  async run({ db, organization, params }, { page, per_page, outcome, query }) {
    const source = await findSource(db, organization.id, params.project_id, params.source_id);
    let pages = db.selectFrom("site_pages").where("organization_id", "=", organization.id).where("source_id", "=", source.id);
    if (outcome) pages = pages.where("outcome", "in", outcome.split(","));
    if (query) pages = pages.where(sql<boolean>`strpos(lower(coalesce(title, '') || ' ' || url), lower(${query})) > 0`);
    const data = await pages
      .select(["url", "title", "outcome", "reason", "linked_from", "passage_count", "synced_at"])
      .orderBy(sql`outcome = 'processing' and attempts > 0`, "desc")
      .orderBy("depth")
      .orderBy("position")
      .limit(per_page)
      .offset((page - 1) * per_page)
      .execute();
    const { total } = await pages.select((select) => select.fn.countAll<number>().as("total")).executeTakeFirstOrThrow();
    return { data: data as unknown as SitePage[], total, page, per_page };
  },
});
