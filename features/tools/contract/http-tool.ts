import { z } from "zod";
import { refineHeaders, serverFields, ToolName } from "./server.ts";

export const parametersMax = 20;

const When = z.string().trim().min(1, "Say when the agent is to use it.").max(500, "When to use it is said in at most 500 characters.");

export const Parameter = z.object({
  name: z
    .string()
    .trim()
    .min(1, { error: "Name the parameter.", abort: true })
    .max(60, { error: "A name has at most 60 characters.", abort: true })
    .regex(/^[A-Za-z][A-Za-z0-9_.-]*$/, "A name begins with a letter, and has letters, digits, and . _ - in it."),
  type: z.enum(["string", "number", "integer", "boolean"]).describe("As JSON Schema calls it."),
  description: z.string().trim().max(300, "A description has at most 300 characters.").describe("What a model fills in."),
  required: z.boolean(),
  choices: z
    .array(z.string().trim().max(100, "A choice has at most 100 characters."))
    .max(50, "At most 50 choices.")
    .overwrite((choices) => [...new Set(choices.filter(Boolean))])
    .default([])
    .describe("Of a `string`: what it can be; empty: any text."),
  in: z.enum(["query", "body"]).describe("Where it is sent: in the address's query, or as a field of the JSON body."),
});
export type Parameter = z.output<typeof Parameter>;

/** Each field by itself. */
export const HttpToolFields = z.object({
  kind: z.literal("http"),
  name: ToolName,
  when: When.describe("When a model is to use it, and what it answers."),
  method: z.enum(["GET", "POST", "PUT", "PATCH", "DELETE"]),
  parameters: z.array(Parameter).max(parametersMax, `At most ${parametersMax} parameters.`).describe("All that a model fills in."),
  ...serverFields,
  confirm: z
    .string()
    .trim()
    .max(200, "At most 200 characters.")
    .nullable()
    .optional()
    .describe(
      "What the visitor is asked before each call, beside what would be sent; empty: in the widget's words. Null: it is called without asking. Left out: they are asked unless the method is GET.",
    ),
  answer: z
    .string()
    .trim()
    .max(2_000, "At most 2,000 characters.")
    .describe("What a model reads of a JSON answer, with JSON pointers in braces: `Arrives on {/delivery/date}`. Empty: all of it."),
});

/** What does not go together. */
export function refineHttpTool(
  {
    method,
    url,
    parameters,
    headers,
  }: Pick<z.output<typeof HttpToolFields>, "method" | "url" | "parameters"> & {
    headers: readonly { name: string }[];
  },
  context: z.RefinementCtx,
): void {
  const own = new Set(URL.parse(url)?.searchParams.keys() ?? []);
  const wrong = (path: (string | number)[], message: string) => context.addIssue({ code: "custom", path, message });
  parameters.forEach(({ name, in: place }, at) => {
    if (parameters.findIndex((one) => one.name === name) !== at) wrong(["parameters", at, "name"], "Another parameter has this name.");
    if (place === "query" && own.has(name)) wrong(["parameters", at, "name"], "The address sets this already.");
    if (place === "body" && bodiless.has(method)) wrong(["parameters", at, "in"], `${method} sends no body. Send it in the query.`);
  });
  refineHeaders(headers, context);
}

export const HttpTool = HttpToolFields.superRefine(refineHttpTool);
export type HttpTool = z.output<typeof HttpTool>;

/** What the visitor is asked first; null: nothing. */
export const questionBefore = ({ confirm, method }: Pick<HttpTool, "confirm" | "method">): string | null =>
  confirm === undefined && method !== "GET" ? "" : (confirm ?? null);

/** Methods that send no body. */
export const bodiless: ReadonlySet<string> = new Set(["GET", "DELETE"]);
