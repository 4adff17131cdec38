import { z } from "zod";
import { inputSchemaOf } from "./json-schema.ts";
import { refineHeaders, serverFields, ToolName } from "./server.ts";

const tickedMax = 20;
const schemaLengthMax = 10_000;

/** A tool of a server, as it was when somebody ticked it. */
const TickedTool = z.object({
  name: z.string().min(1).max(100),
  when: z.string().max(1_000).describe("What the server says of it, which a model reads."),
  input: z
    .record(z.string(), z.unknown())
    .refine(
      (json) => JSON.stringify(json).length <= schemaLengthMax && inputSchemaOf(json) !== null,
      "What this tool takes cannot be filled in.",
    )
    .describe("What a model fills in, as JSON Schema."),
  digest: z.string().max(100).describe("Of the three, as the server had them. Where they differ, the tool is not called."),
  confirm: z
    .string()
    .trim()
    .max(200, "At most 200 characters.")
    .nullable()
    .describe("What the visitor is asked before each call; empty: in the widget's words. Null: it is called without asking."),
});
export type TickedTool = z.output<typeof TickedTool>;

export const McpToolFields = z.object({
  kind: z.literal("mcp"),
  name: ToolName.describe("Stands before the names of its tools."),
  ...serverFields,
  tools: z.array(TickedTool).min(1, "Tick at least one tool.").max(tickedMax, `At most ${tickedMax} tools of a server.`),
});

export const McpTool = McpToolFields.superRefine(({ headers }, context) => refineHeaders(headers, context));
export type McpTool = z.output<typeof McpTool>;

/** By which models call a tool of a server. */
export const nameOfTicked = (server: string, tool: string) => `${server}_${tool.replaceAll(/[^A-Za-z0-9_-]/g, "_")}`.slice(0, 64);

export const ReadMcp = z.object(serverFields);
export type ReadMcp = z.input<typeof ReadMcp>;

/** What a server offers. */
export const ReadMcpTools = z.object({
  error: z.string().nullable().describe("Why it could not be read."),
  tools: z.array(
    TickedTool.omit({ confirm: true, input: true }).extend({
      input: z.record(z.string(), z.unknown()).nullable().describe("Null: a model could not fill in what it takes."),
    }),
  ),
});
export type ReadMcpTools = z.output<typeof ReadMcpTools>;
