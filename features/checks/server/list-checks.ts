import { z } from "zod";
import { Page, PageQuery } from "#access/list.ts";
import { operation } from "#access/operation.ts";
import { findProject } from "#features/projects/server/find-project.ts";
import { Check, CheckState } from "../contract.ts";
import { presentChecks } from "./present-checks.ts";

export const listChecks = operation({
  name: "check.list",
  summary:
    "A project's checks with how their last run went: newly failing ones first, then newly passing, then failing; all, those of one state, or those whose question contains the words given.",
  scope: "organization",
  kind: "read",
  permission: "check:read",
  params: ["project_id"],
  input: PageQuery.extend({ query: z.string().trim().max(255).optional(), state: CheckState.optional() }),
  output: Page(Check),
  example: ({ project_id }) => ({ params: { project_id } }),
  async run({ db, organization, params }, { page, per_page, query, state }) {
    await findProject(db, organization.id, params.project_id);
    const place = { organizationId: organization.id, projectId: params.project_id };
    const found = await presentChecks(db, place, { query, state, limit: per_page, offset: (page - 1) * per_page });
    return { ...found, page, per_page };
  },
});
