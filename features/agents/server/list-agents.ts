import { z } from "zod";
import { Page, PageQuery } from "#access/list.ts";
import { operation } from "#access/operation.ts";
import { findProject } from "#features/projects/server/find-project.ts";
import { Agent } from "../contract.ts";
import { presentAgent } from "./find-agent.ts";

export const listAgents = operation({
  name: "agent.list",
  summary: "The project's agents, by name.",
  scope: "organization",
  kind: "read",
  permission: "agent:read",
  params: ["project_id"],
  input: PageQuery.extend({ query: z.string().trim().max(200).optional() }),
  output: Page(Agent),
  example: ({ project_id }) => ({ params: { project_id } }),
  async run({ db, organization, params }, { page, per_page, query }) {
    await findProject(db, organization.id, params.project_id);
    let agents = db.selectFrom("agents").where("organization_id", "=", organization.id).where("project_id", "=", params.project_id);
    if (query)
      agents = agents.where((where) => where(where.fn("strpos", [where.fn("lower", ["name"]), where.val(query.toLowerCase())]), ">", 0));
    const rows = await agents
      .selectAll()
      .orderBy((order) => order.fn("lower", ["name"]))
      .orderBy("id")
      .limit(per_page)
      .offset((page - 1) * per_page)
      .execute();
    const { total } = await agents.select((select) => select.fn.countAll<number>().as("total")).executeTakeFirstOrThrow();
    return { data: rows.map(presentAgent), total, page, per_page };
  },
});
