import { bodiless, type HttpTool } from "../../contract/http-tool.ts";

/** What a tool sends, without what it sends in secret. */
export type ToolRequest = { method: HttpTool["method"]; url: string; body: string | null };

/** The address is the tool's own, down to its path; what was filled in is beside it, in the query or in a JSON body. */
export function requestOf({ method, url: address, parameters }: HttpTool, input: Readonly<Record<string, unknown>>): ToolRequest {
  const url = new URL(address);
  const body: [string, unknown][] = [];
  for (const { name, in: place } of parameters) {
    const value = input[name];
    if (value === undefined) continue;
    if (place === "body") body.push([name, value]);
    else url.searchParams.append(name, String(value));
  }
  const sendsBody = !bodiless.has(method) && parameters.some((parameter) => parameter.in === "body");
  return { method, url: url.href, body: sendsBody ? JSON.stringify(Object.fromEntries(body)) : null };
}
