import { Page, PageQuery } from "#access/list.ts";
import { operation } from "#access/operation.ts";
import { Project } from "../contract.ts";

export const listProjects = operation({
  name: "project.list",
  summary: "The organization's projects, by name.",
  scope: "organization",
  kind: "read",
  permission: "project:read",
  input: PageQuery,
  output: Page(Project),
  example: () => ({}),
  async run({ db, organization }, { page, per_page }) {
    const projects = db.selectFrom("projects").where("organization_id", "=", organization.id);
    const data = await projects
      .selectAll()
      .orderBy((query) => query.fn("lower", ["name"]))
      .orderBy("id")
      .limit(per_page)
      .offset((page - 1) * per_page)
      .execute();
    const { total } = await projects.select((query) => query.fn.countAll<number>().as("total")).executeTakeFirstOrThrow();
    return { data, total, page, per_page };
  },
});
