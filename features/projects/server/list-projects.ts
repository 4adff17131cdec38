import { sql } from "kysely";
import { z } from "zod";
import { Page, PageQuery } from "#access/list.ts";
import { operation } from "#access/operation.ts";
import { Project } from "../contract.ts";

export const listProjects = operation({
  name: "project.list",
  summary: "The organization's projects, by name; all, or those whose name holds some words.",
  scope: "organization",
  kind: "read",
  permission: "project:read",
  input: PageQuery.extend({ query: z.string().trim().max(200).optional() }),
  output: Page(Project),
  example: () => ({}),
  async run({ db, organization }, { page, per_page, query }) {
    let projects = db.selectFrom("projects").where("organization_id", "=", organization.id);
    if (query) projects = projects.where(sql<boolean>`strpos(lower(name), lower(${query})) > 0`);
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
