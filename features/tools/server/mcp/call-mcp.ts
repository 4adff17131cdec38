import { ToolRefuses, type ToolAnswer } from "#features/answering/server/agent-tool.ts";
import type { Connector } from "#platform/connector/connector.ts";
import type { McpTool, TickedTool } from "../../contract/mcp-tool.ts";
import type { OpenedSecrets } from "../secrets/open-secrets.ts";
import { digestOf } from "./digest-of.ts";
import { openMcp } from "./open-mcp.ts";

/**
 * Calls a tool of a server that is still what somebody ticked. One that changed sleeps: what it says of itself would be read by a
 * model, and what it takes might be something else.
 *
 * @throws ToolRefuses
 */
export async function callMcp(
  connector: Connector,
  server: McpTool,
  ticked: TickedTool,
  secrets: OpenedSecrets,
  input: Readonly<Record<string, unknown>>,
  signal: AbortSignal,
): Promise<ToolAnswer> {
  const mcp = await openMcp(connector, server, secrets, signal);
  const offered = (await mcp.list()).find(({ name }) => name === ticked.name);
  if (!offered) throw new ToolRefuses("refused", "The server no longer has this tool.");
  if (digestOf(offered) !== ticked.digest)
    throw new ToolRefuses("refused", "This tool changed since it was ticked. Somebody of the team has to tick it again.");
  return { text: await mcp.call(ticked.name, input), origin: new URL(server.url).origin, isWorded: false };
}
