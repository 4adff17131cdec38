import { z } from "zod";

export const headersMax = 10;

/** How models call a tool. */
export const ToolName = z
  .string()
  .trim()
  .min(1, { error: "Name the tool.", abort: true })
  .max(40, { error: "A name has at most 40 characters.", abort: true })
  .regex(/^[a-z][a-z0-9_]*$/, { error: "A name has small letters, digits and _, such as order_status.", abort: true })
  .refine((name) => name !== "search", "Agents search your knowledge under this name. Choose another one.");

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

/** Which server a tool asks, and what is sent along in secret. */
export const serverFields = {
  url: ToolAddress.describe("Where it asks. A model changes nothing of it."),
  headers: z.array(ToolHeader).max(headersMax, `At most ${headersMax} headers.`),
  timeout_seconds: wholeTo(30),
  size_max_kb: wholeTo(1_024).describe("What is read of its answer at most."),
};

const ToolServer = z.object(serverFields);
export type ToolServer = z.output<typeof ToolServer>;

/** No header is there twice. */
export function refineHeaders(headers: readonly { name: string }[], context: z.RefinementCtx): void {
  headers.forEach(({ name }, at) => {
    const isFirst = headers.findIndex((one) => one.name.toLowerCase() === name.toLowerCase()) === at;
    if (!isFirst) context.addIssue({ code: "custom", path: ["headers", at, "name"], message: "Another line sets this header." });
  });
}
