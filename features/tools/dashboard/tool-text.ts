import type { ToolSetting } from "../contract.ts";
import { questionBefore } from "../contract/http-tool.ts";
import { t } from "./messages.ts";

/** A tool as one reads it, for the comparison of two versions: all of it that can change. */
export function toolText(tool: ToolSetting): string {
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
    ...headers.map((header) => `${header.name}: ${header.before}${header.secret_id}`),
    question !== null && `${t("toolDialog.confirmLabel")}: ${question}`,
    `${timeout_seconds} s, ${size_max_kb} kB`,
    answer,
  ]
    .filter(Boolean)
    .join("\n");
}
