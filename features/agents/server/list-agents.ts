import { z } from "zod";
import { byName } from "#access/by-name.ts";
import { idsOnPage, inOrderOf, Page, PageQuery } from "#access/list.ts";
import { operation } from "#access/operation.ts";
import { findProject } from "#features/projects/server/find-project.ts";
import { Agent } from "../contract.ts";
import { agentsWithSettings, asAgent, presentAgent } from "./find-agent.ts";

export const listAgents = operation({
  name: "agent.list",
  summary: "The project's agents by name, as the caller's language sorts (`Accept-Language`) and numbers by their value.",
  scope: "organization",
  kind: "read",
  permission: "agent:read",
  params: ["project_id"],
  input: PageQuery.extend({ query: z.string().trim().max(200).optional() }),
  output: Page(Agent),
  example: ({ project_id }) => ({ params: { project_id } }),
  async run({ db, organization, params, request }, { page, per_page, query }) {
    await findProject(db, organization.id, params.project_id);
    let agents = db.selectFrom("agents").where("organization_id", "=", organization.id).where("project_id", "=", params.project_id);
    if (query)
      agents = agents.where((where) => where(where.fn("strpos", [where.fn("lower", ["name"]), where.val(query.toLowerCase())]), ">", 0));
    const found = byName(await agents.select(["id", "name"]).execute(), request);
    const ids = idsOnPage(found, { page, per_page });
    const rows = ids.length === 0 ? [] : await agentsWithSettings(db, organization.id).where("a.id", "in", ids).execute();
    return { data: inOrderOf(ids, rows).map((row) => presentAgent(asAgent(row))), total: found.length, page, per_page };
  },
});
