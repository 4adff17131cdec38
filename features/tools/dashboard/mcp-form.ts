import { z } from "zod";
import { McpToolFields, type McpTool } from "../contract/mcp-tool.ts";
import { headersMax, refineHeaders } from "../contract/server.ts";
import { HeaderForm, requireSecrets } from "./tool-form.ts";

/** An MCP server as it is typed; see `ToolForm`. */
export const McpForm = McpToolFields.extend({ headers: z.array(HeaderForm).max(headersMax) }).superRefine((server, context) => {
  refineHeaders(server.headers, context);
  requireSecrets(server, context);
});
export type McpValues = z.input<typeof McpForm>;
export type McpResult = z.output<typeof McpForm>;

export const emptyMcp: McpValues = { kind: "mcp", name: "", url: "", headers: [], timeout_seconds: 10, size_max_kb: 256, tools: [] };

export const mcpValuesOf = (tool: McpTool): McpValues => ({
  ...tool,
  headers: tool.headers.map((header) => ({ ...header, value: "" })),
});
