import { z } from "zod";
import { ToolCall } from "#features/answering/contract.ts";
import { OwnTool } from "./contract/own-tool.ts";
import { HttpTool } from "./contract/http-tool.ts";
import { McpTool, nameOfTicked } from "./contract/mcp-tool.ts";

export const toolsMax = 20;
export const secretsMax = 100;

/** What an agent can do beside answering, as its version holds it. */
export const ToolSetting = z.discriminatedUnion("kind", [HttpTool, McpTool, OwnTool]);
export type ToolSetting = z.output<typeof ToolSetting>;

export const ToolSettings = z
  .array(ToolSetting)
  .max(toolsMax, `At most ${toolsMax} tools.`)
  .superRefine((tools, context) => {
    const taken = new Set<string>();
    tools.forEach((tool, at) => {
      const names = namesOf(tool);
      if (names.some((name) => taken.has(name)) || new Set(names).size < names.length)
        context.addIssue({ code: "custom", path: [at, "name"], message: "Another tool has this name." });
      for (const name of names) taken.add(name);
    });
  });

/** By which models call a tool, or the tools of a server. */
function namesOf(tool: ToolSetting): string[] {
  if (!asksServer(tool)) return [tool.kind];
  return tool.kind === "http" ? [tool.name] : [tool.name, ...tool.tools.map(({ name }) => nameOfTicked(tool.name, name))];
}

/** Whether it asks a server, rather than doing something with the conversation. */
export const asksServer = (tool: ToolSetting): tool is HttpTool | McpTool => "url" in tool;

/** What a tool sends along and nobody is shown. */
export const StoredSecret = z.object({
  id: z.string(),
  project_id: z.string(),
  name: z.string(),
  origin: z.string().describe("The only place that it is sent to."),
  created_by: z.string().nullable(),
  created_at: z.string(),
});
export type StoredSecret = z.output<typeof StoredSecret>;

export const CreateSecret = z.object({
  name: z.string().trim().min(1, "Name the secret.").max(100, "A name has at most 100 characters."),
  url: z
    .string()
    .trim()
    .max(500, { error: "An address has at most 500 characters.", abort: true })
    .refine((address) => /^https?:\/\/[^\s/?#@\\]/i.test(address) && URL.canParse(address), {
      error: "Enter an address such as https://api.example.com.",
    })
    .describe("An address of the server that it is for; of it, the origin counts."),
  value: z
    .string()
    .trim()
    .min(1, { error: "Enter the secret.", abort: true })
    .max(4_000, { error: "A secret has at most 4,000 characters.", abort: true })
    // It travels in a header.
    .regex(/^[ -~]+$/, "A secret has Latin letters, digits and signs. Copy it again.")
    .describe("Never shown again."),
});
export type CreateSecret = z.input<typeof CreateSecret>;

export const TryTool = z.object({
  tool: HttpTool,
  arguments: z.record(z.string(), z.unknown()).describe("What a model would fill in."),
});
export type TryTool = z.input<typeof TryTool>;

/** `text`: what a model would read; null where the tool was not called, or what came back was none. */
export const TriedTool = ToolCall.extend({ text: z.string().nullable() });
export type TriedTool = z.output<typeof TriedTool>;
