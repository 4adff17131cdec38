import type { ReadMcpTools, TickedTool } from "../contract/mcp-tool.ts";

/** What became of a tool since somebody ticked it, by what its server offers now. */
export function stateOf({ name, digest }: TickedTool, offered: ReadMcpTools["tools"]): "same" | "changed" | "gone" {
  const now = offered.find((one) => one.name === name);
  if (!now) return "gone";
  return now.digest === digest ? "same" : "changed";
}
