import { Page, PageQuery } from "#access/list.ts";
import { operation } from "#access/operation.ts";
import { findProject } from "#features/projects/server/find-project.ts";
import { CheckRun } from "../contract.ts";
import { presentRun, runsOf } from "./run-row.ts";

export const listRuns = operation({
  name: "check_run.list",
  summary: "The last runs of a project's checks, newest first.",
  scope: "organization",
  kind: "read",
  permission: "check:read",
  params: ["project_id"],
  input: PageQuery,
  output: Page(CheckRun),
  example: ({ project_id }) => ({ params: { project_id } }),
  async run({ db, organization, params }, { page, per_page }) {
    await findProject(db, organization.id, params.project_id);
    const runs = runsOf(db, { organizationId: organization.id, projectId: params.project_id });
    const rows = await runs
      .selectAll()
      .orderBy("id", "desc")
      .limit(per_page)
      .offset((page - 1) * per_page)
      .execute();
    const { total } = await runs.select((select) => select.fn.countAll<number>().as("total")).executeTakeFirstOrThrow();
    return { data: rows.map(presentRun), total, page, per_page };
  },
});
