import { ToolRefuses } from "#features/answering/server/agent-tool.ts";

/** Whether a maker's words say what is read of an answer, and stand around it. */
export const isWorded = (template: string) => template.search(pointers) !== -1;

/** A JSON pointer (RFC 6901) in braces. */
const pointers = /\{(\/[^{}]*)\}/g;

/**
 * What a model reads of an answer: all of it, or what its maker's words take out of its JSON.
 *
 * @throws ToolRefuses where there is nothing of what they name
 */
export function answerText(template: string, body: string): string {
  if (!isWorded(template)) return template === "" ? body : `${template}\n${body}`;
  const json = parse(body);
  let found = 0;
  const text = template.replace(pointers, (_, pointer: string) => {
    const value = valueAt(json, pointer);
    if (value === undefined || value === null) return "";
    found += 1;
    return typeof value === "string" ? value : JSON.stringify(value);
  });
  if (found === 0) throw new ToolRefuses("failed", "Its answer has none of the fields that are read of it.");
  return text;
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new ToolRefuses("failed", "Its answer is not JSON.");
  }
}

/** Undefined where there is nothing. */
function valueAt(json: unknown, pointer: string): unknown {
  let at = json;
  for (const part of pointer.slice(1).split("/")) {
    const name = part.replaceAll("~1", "/").replaceAll("~0", "~");
    if (typeof at !== "object" || at === null || !Object.hasOwn(at, name)) return undefined;
    at = (at as Record<string, unknown>)[name];
  }
  return at;
}
