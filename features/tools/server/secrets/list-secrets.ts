import { Page, PageQuery } from "#access/list.ts";
import { operation } from "#access/operation.ts";
import { findProject } from "#features/projects/server/find-project.ts";
import { StoredSecret } from "../../contract.ts";
import { secretsOf } from "./find-secret.ts";

export const listSecrets = operation({
  name: "secret.list",
  summary: "The secrets that the tools of a project's agents send, by name, without what they are.",
  scope: "organization",
  kind: "read",
  permission: "agent:read",
  params: ["project_id"],
  input: PageQuery,
  output: Page(StoredSecret),
  example: ({ project_id }) => ({ params: { project_id } }),
  async run({ db, organization, params }, { page, per_page }) {
    await findProject(db, organization.id, params.project_id);
    const all = secretsOf(db, { organizationId: organization.id, projectId: params.project_id });
    const data = await all
      .orderBy("name")
      .orderBy("id")
      .limit(per_page)
      .offset((page - 1) * per_page)
      .execute();
    const { total } = await all
      .clearSelect()
      .select(({ fn }) => fn.countAll<number>().as("total"))
      .executeTakeFirstOrThrow();
    return { data, total: Number(total), page, per_page };
  },
});
