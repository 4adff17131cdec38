import type { ToolSetting } from "../contract.ts";

/** The secrets that tools send, each once. */
export const secretIdsOf = (tools: readonly ToolSetting[]): string[] => [
  ...new Set(tools.flatMap(({ headers }) => headers.map(({ secret_id }) => secret_id))),
];
