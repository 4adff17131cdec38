import { Page, PageQuery } from "#access/list.ts";
import { operation } from "#access/operation.ts";
import { findProject } from "#features/projects/server/find-project.ts";
import { Source, SourceStatus } from "../contract.ts";
import { toSource } from "./find-source.ts";

export const listSources = operation({
  name: "source.list",
  summary: "A project's sources, newest first, or those of one status.",
  scope: "organization",
  kind: "read",
  permission: "source:read",
  params: ["project_id"],
  input: PageQuery.extend({ status: SourceStatus.optional() }),
  output: Page(Source),
  example: ({ project_id }) => ({ params: { project_id } }),
  async run({ db, organization, params }, { page, per_page, status }) {
    await findProject(db, organization.id, params.project_id);
    let sources = db.selectFrom("sources").where("organization_id", "=", organization.id).where("project_id", "=", params.project_id);
    if (status) sources = sources.where("status", "=", status);
    const rows = await sources
      .selectAll()
      .orderBy("id", "desc")
      .limit(per_page)
      .offset((page - 1) * per_page)
      .execute();
    const { total } = await sources.select((query) => query.fn.countAll<number>().as("total")).executeTakeFirstOrThrow();
    return { data: rows.map(toSource), total, page, per_page };
  },
});
