import { asksServer, type ToolSetting } from "../contract.ts";
import type { McpTool } from "../contract/mcp-tool.ts";
import type { ToolHeader } from "../contract/server.ts";
import { questionBefore } from "../contract/http-tool.ts";
import { t } from "./messages.ts";

/** A tool as one reads it, for the comparison of two versions: all of it that can change. */
export function toolText(tool: ToolSetting): string {
  if (!asksServer(tool)) return `${tool.kind}\n${tool.when}`;
  if (tool.kind === "mcp") return mcpText(tool);
  const { name, when, method, url, parameters, headers, timeout_seconds, size_max_kb, answer } = tool;
  const question = questionBefore(tool);
  return [
    name,
    when,
    `${method} ${url}`,
    ...parameters.map((one) => {
      const type = one.choices.length > 0 ? one.choices.join(" | ") : one.type;
      return `${one.name}${one.required ? "" : "?"}: ${type} (${one.in})${one.description && ` – ${one.description}`}`;
    }),
    ...headers.map(headerText),
    question !== null && `${t("toolDialog.confirmLabel")}: ${question}`,
    `${timeout_seconds} s, ${size_max_kb} kB`,
    answer,
  ]
    .filter(Boolean)
    .join("\n");
}

const headerText = ({ name, before, secret_id }: ToolHeader) => `${name}: ${before}${secret_id}`;

function mcpText({ name, url, headers, timeout_seconds, size_max_kb, tools }: McpTool): string {
  return [
    name,
    url,
    ...headers.map(headerText),
    `${timeout_seconds} s, ${size_max_kb} kB`,
    ...tools.map((one) =>
      [one.name, one.when, one.confirm !== null && `${t("toolDialog.confirmLabel")}: ${one.confirm}`, JSON.stringify(one.input)]
        .filter(Boolean)
        .join("\n"),
    ),
  ].join("\n");
}
