import { procedure } from "#access/operation.ts";
import { ToolRefuses } from "#features/answering/server/agent-tool.ts";
import { findProject } from "#features/projects/server/find-project.ts";
import { inputSchemaOf } from "../../contract/json-schema.ts";
import { ReadMcp, ReadMcpTools } from "../../contract/mcp-tool.ts";
import { checkServer } from "../check-tools.ts";
import { openSecrets } from "../secrets/open-secrets.ts";
import { tryLimit } from "../try-tool.ts";
import { digestOf } from "./digest-of.ts";
import { openMcp, type ListedTool } from "./open-mcp.ts";

const whenLengthMax = 1_000;

export const readMcp = procedure({
  name: "agent.read_mcp",
  summary: "Asks an MCP server which tools it has, so that some of them can be ticked for an agent.",
  scope: "organization",
  kind: "write",
  says: null,
  permission: "agent:update",
  params: ["project_id"],
  input: ReadMcp,
  output: ReadMcpTools,
  example: ({ project_id }) => ({
    params: { project_id },
    input: { url: "https://api.example.com/mcp", headers: [], timeout_seconds: 10, size_max_kb: 256 },
  }),
  async run({ platform, organization, params, request, transaction }, server) {
    const place = { organizationId: organization.id, projectId: params.project_id };
    const secrets = await transaction(async ({ db, audit }) => {
      await findProject(db, organization.id, params.project_id);
      await checkServer(db, platform, place, server);
      audit(null);
      return openSecrets(db, platform, place, [server]);
    });
    await platform.limits.take(tryLimit, organization.id);
    try {
      const mcp = await openMcp(platform.connector, server, secrets, request.signal);
      return { error: null, tools: (await mcp.list()).map(presentTool) };
    } catch (error) {
      request.signal.throwIfAborted();
      if (error instanceof ToolRefuses) return { error: error.message, tools: [] };
      throw error;
    }
  },
});

/** A model reads the beginning of what a server says of a tool. */
function presentTool(tool: ListedTool): ReadMcpTools["tools"][number] {
  const input = inputSchemaOf(tool.inputSchema) ? tool.inputSchema : null;
  return { name: tool.name, when: tool.description.slice(0, whenLengthMax).toWellFormed(), input, digest: digestOf(tool) };
}
