import { Page, PageQuery } from "#access/list.ts";
import { operation } from "#access/operation.ts";
import { AgentVersion } from "../../contract/versions.ts";
import { findAgent } from "../find-agent.ts";
import { presentVersion, versionColumns, versionsOf } from "./find-version.ts";

export const listAgentVersions = operation({
  name: "agent_version.list",
  summary: "The versions of an agent, the newest first.",
  scope: "organization",
  kind: "read",
  permission: "agent:read",
  params: ["project_id", "agent_id"],
  input: PageQuery,
  output: Page(AgentVersion),
  example: ({ project_id, agent_id }) => ({ params: { project_id, agent_id } }),
  async run({ db, organization, params }, { page, per_page }) {
    const agent = await findAgent(db, organization.id, params.project_id, params.agent_id);
    const rows = await versionsOf(db, agent)
      .select(versionColumns)
      .orderBy("number", "desc")
      .limit(per_page)
      .offset((page - 1) * per_page)
      .execute();
    // Each version counts one further than the one before it, and none is deleted.
    return { data: rows.map(presentVersion), total: agent.published_version, page, per_page };
  },
});
