import { z } from "zod";
import { Page, PageQuery } from "#access/list.ts";
import { operation } from "#access/operation.ts";
import { SiteChange } from "../../contract/sites.ts";
import { findSource } from "../find-source.ts";

export const listChanges = operation({
  name: "source.list_changes",
  summary: "The pages of a website that were changed, new or gone when it was read again, the latest reading first.",
  scope: "organization",
  kind: "read",
  permission: "source:read",
  params: ["project_id", "source_id"],
  input: PageQuery.extend({ run: z.coerce.number().int().min(1).optional().describe("Only those of this reading.") }),
  output: Page(SiteChange),
  example: ({ project_id, source_id }) => ({ params: { project_id, source_id } }),
  async run({ db, organization, params }, { page, per_page, run }) {
    const source = await findSource(db, organization.id, params.project_id, params.source_id);
    let changes = db.selectFrom("site_changes").where("organization_id", "=", organization.id).where("source_id", "=", source.id);
    if (run) changes = changes.where("run", "=", run);
    const data = await changes
      .select(["run", "url", "title", "kind", "words_added", "words_removed", "created_at"])
      .orderBy("run", "desc")
      .orderBy("kind")
      .orderBy("url")
      .limit(per_page)
      .offset((page - 1) * per_page)
      .execute();
    const { total } = await changes.select((select) => select.fn.countAll<number>().as("total")).executeTakeFirstOrThrow();
    return { data: data as unknown as SiteChange[], total, page, per_page };
  },
});
