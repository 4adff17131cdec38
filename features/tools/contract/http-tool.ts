import { z } from "zod";

export const parametersMax = 20;
export const headersMax = 10;

/** How models call a tool. */
const ToolName = z
  .string()
  .trim()
  .min(1, { error: "Name the tool.", abort: true })
  .max(40, { error: "A name has at most 40 characters.", abort: true })
  .regex(/^[a-z][a-z0-9_]*$/, { error: "A name has small letters, digits and _, such as order_status.", abort: true })
  .refine((name) => name !== "search", "Agents search your knowledge under this name. Choose another one.");

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

export const ToolHeader = z.object({
  name: z
    .string()
    .trim()
    .min(1, { error: "Name the header, such as Authorization.", abort: true })
    .max(60, { error: "A header's name has at most 60 characters.", abort: true })
    .regex(/^[A-Za-z0-9-]+$/, { error: "A header's name has letters, digits and hyphens.", abort: true })
    .refine((name) => !ownHeaders.has(name.toLowerCase()), "This header is set by itself. Choose another one."),
  before: z
    .string()
    .max(30, "At most 30 characters stand before a secret.")
    .regex(/^[ -~]*$/, "Only Latin letters, digits and signs stand before a secret.")
    .describe("What stands before the secret, such as `Bearer ` with its space."),
  secret_id: z.string().max(60).describe("A secret of the project that is for this address."),
});
export type ToolHeader = z.output<typeof ToolHeader>;

/** Those that say where a request goes, how it is read, or on whose behalf it was forwarded. */
const ownHeaders = new Set([
  "accept-encoding",
  "connection",
  "content-length",
  "content-type",
  "expect",
  "forwarded",
  "host",
  "keep-alive",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  "via",
  "x-forwarded-for",
  "x-forwarded-host",
]);

const addressWrong = "Enter an address such as https://api.example.com/orders.";
const ToolAddress = z
  .string()
  .trim()
  .min(1, { error: addressWrong, abort: true })
  .max(500, { error: "An address has at most 500 characters.", abort: true })
  .refine((address) => /^https?:\/\/[^\s/?#@\\]+[^\s#\\]*$/i.test(address) && URL.canParse(address), { error: addressWrong, abort: true })
  .refine(
    (address) => !/[{}]|%7[bd]/i.test(address),
    "The address stays as it is: what a model fills in is sent in the query or the body. Leave the braces out.",
  );

function wholeTo(max: number) {
  const wrong = `Enter a whole number from 1 to ${max}.`;
  return z.number(wrong).int(wrong).min(1, wrong).max(max, wrong);
}

/** Each field by itself. */
export const HttpToolFields = z.object({
  kind: z.literal("http"),
  name: ToolName,
  when: When.describe("When a model is to use it, and what it answers."),
  method: z.enum(["GET", "POST", "PUT", "PATCH", "DELETE"]),
  url: ToolAddress.describe("Where it asks. A model changes nothing of it."),
  parameters: z.array(Parameter).max(parametersMax, `At most ${parametersMax} parameters.`).describe("All that a model fills in."),
  headers: z.array(ToolHeader).max(headersMax, `At most ${headersMax} headers.`),
  timeout_seconds: wholeTo(30),
  size_max_kb: wholeTo(1_024).describe("What is read of its answer at most."),
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
  headers.forEach(({ name }, at) => {
    const isFirst = headers.findIndex((one) => one.name.toLowerCase() === name.toLowerCase()) === at;
    if (!isFirst) wrong(["headers", at, "name"], "Another line sets this header.");
  });
}

export const HttpTool = HttpToolFields.superRefine(refineHttpTool);
export type HttpTool = z.output<typeof HttpTool>;

/** What the visitor is asked first; null: nothing. */
export const questionBefore = ({ confirm, method }: Pick<HttpTool, "confirm" | "method">): string | null =>
  confirm === undefined && method !== "GET" ? "" : (confirm ?? null);

/** Methods that send no body. */
export const bodiless: ReadonlySet<string> = new Set(["GET", "DELETE"]);
