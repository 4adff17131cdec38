import { createHash } from "node:crypto";
import type { ListedTool } from "./open-mcp.ts";

/** Whether a tool is still what somebody ticked: its description and its schema, however their fields are ordered. */
export const digestOf = ({ name, description, inputSchema }: ListedTool): string =>
  createHash("sha256")
    .update(JSON.stringify(sorted([name, description, inputSchema])))
    .digest("base64url");

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([name, one]) => [name, sorted(one)]));
}
