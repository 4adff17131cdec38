import { z } from "zod";
import { fieldsOf, Schema } from "./schema-fields.ts";

const Media = z.object({ schema: Schema.optional(), example: z.unknown() }).partial();
const Answer = z.object({ description: z.string(), content: z.record(z.string(), Media).optional() });
const Operation = z.object({
  operationId: z.string(),
  summary: z.string(),
  tags: z.array(z.string()),
  security: z.array(z.record(z.string(), z.unknown())).optional(),
  "x-permission": z.string().optional(),
  "x-also-asks": z.array(z.string()).optional(),
  parameters: z.array(z.object({ name: z.string(), in: z.string(), required: z.boolean(), schema: Schema })),
  requestBody: z.object({ content: z.record(z.string(), Media) }).optional(),
  responses: z.record(z.string(), Answer),
});
type Operation = z.output<typeof Operation>;
const Document = z.object({
  servers: z.array(z.object({ url: z.string() })),
  paths: z.record(z.string(), z.record(z.string(), Operation)),
});

/** The API reference as Markdown, made of the document that `/openapi.json` answers and of nothing else. */
export function apiReference(openApi: unknown): string {
  const { servers, paths } = Document.parse(openApi);
  const origin = servers[0]?.url ?? "";
  const sections = new Map<string, string[]>();
  for (const [path, methods] of Object.entries(paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      const tag = operation.tags[0] ?? "Other";
      sections.set(tag, [...(sections.get(tag) ?? []), describe(operation, method.toUpperCase(), path, origin)]);
    }
  }
  return [...sections].map(([tag, operations]) => `## ${titleOf(tag)}\n\n${operations.join("\n")}`).join("\n");
}

function describe(operation: Operation, method: string, path: string, origin: string): string {
  const inPath = operation.parameters.filter((parameter) => parameter.in === "path");
  const inQuery = operation.parameters.filter((parameter) => parameter.in === "query");
  const [bodyType, body] = Object.entries(operation.requestBody?.content ?? {})[0] ?? [];
  return [
    `### ${operation.operationId}`,
    operation.summary,
    `\`\`\`http\n${method} ${path}\n\`\`\``,
    who(operation),
    inPath.length ? `In the path: ${inPath.map(({ name }) => `\`${name}\``).join(", ")}.` : "",
    table(
      "Query",
      inQuery.flatMap(({ name, schema, required }) => fieldsOf(schema, name, required)),
    ),
    body ? table(`Body, \`${bodyType}\``, fieldsOf(body.schema ?? {})) : "",
    ...answers(operation),
    `Example:\n\n\`\`\`sh\n${curl(operation, method, path, origin)}\n\`\`\``,
  ]
    .filter((part) => part !== "")
    .join("\n\n")
    .concat("\n");
}

function who(operation: Operation): string {
  const credential = credentialOf(operation);
  const permission = operation["x-permission"];
  const further = (operation["x-also-asks"] ?? []).map((name) => `\`${name}\``).join(", ");
  if (permission)
    return `Permission: \`${permission}\`.${further && ` A part takes ${further} too.`}${credential === "session" ? " No API key has it." : ""}`;
  const callers = {
    none: "open to everyone",
    operator: "for the operator of the installation",
    visitor: "for the visitor whose token is sent",
    session: "for anyone who is signed in",
    key: "for every member and every API key",
  };
  return `Permission: none, ${callers[credential]}.`;
}

/** What an operation takes first: its own kind of token, else a key, unless it needs a person. */
function credentialOf({ security }: Operation): "visitor" | "operator" | "key" | "session" | "none" {
  if (!security) return "key";
  return (["visitor", "operator", "key", "session"] as const).find((name) => security.some((scheme) => name in scheme)) ?? "none";
}

const tokenVariables = { visitor: "VISITOR_TOKEN", operator: "OPERATOR_KEY", key: "BOTCADENCE_KEY" };

function answers({ responses }: Operation): string[] {
  const errors = Object.entries(responses).filter(([status]) => Number(status) >= 400);
  const fine = Object.entries(responses).filter(([status]) => Number(status) < 400);
  return [
    ...fine.map(([status, { content = {} }]) => {
      const [type, media] = Object.entries(content)[0] ?? [];
      if (!type) return `Answers ${status} without a body.`;
      if (type === "application/json") return table(`Answer ${status}`, fieldsOf(media?.schema ?? {}));
      return `Answers ${status} with ${type === "*/*" ? "a file" : `\`${type}\``}.`;
    }),
    errors.length ? `Errors: ${errors.map(([status, { description }]) => `${status} ${inSentence(description)}`).join("; ")}.` : "",
  ];
}

function table(title: string, fields: { name: string; type: string; required: boolean; notes: string }[]): string {
  if (fields.length === 0) return "";
  const limited = fields.some(({ notes }) => notes !== "");
  const head = limited ? "| Field | Type | Limits |\n|---|---|---|" : "| Field | Type |\n|---|---|";
  const rows = fields.map(
    ({ name, type, required, notes }) => `| \`${name}\` | ${type}${required ? "" : ", optional"} |${limited ? ` ${notes} |` : ""}`,
  );
  return `${title}:\n\n${head}\n${rows.join("\n")}`;
}

function curl(operation: Operation, method: string, path: string, origin: string): string {
  const query = operation.parameters.filter((parameter) => parameter.in === "query" && parameter.required);
  const asked = query.map(({ name }) => `${name}=${variable(name)}`).join("&");
  const address = `${origin}${path.replace(/\{(\w+)\}/g, (_part, name: string) => variable(name))}${asked && `?${asked}`}`;
  const [type, body] = Object.entries(operation.requestBody?.content ?? {})[0] ?? [];
  const streams = Object.values(operation.responses).some(({ content }) => content?.["text/event-stream"]);
  const words = [`curl${streams ? " -N" : ""}${method === "GET" ? "" : ` -X ${method}`} "${address}"`];
  const credential = credentialOf(operation);
  if (credential === "session") words.push("-b cookies.txt", ...(method === "GET" ? [] : [`-H "Origin: ${origin}"`]));
  else if (credential !== "none") words.push(`-H "Authorization: Bearer $${tokenVariables[credential]}"`);
  if (type === "multipart/form-data") words.push('-F "file=@handbook.pdf"');
  else if (type) words.push(`-H "Content-Type: ${type}"`, `-d ${quoted(JSON.stringify(body?.example ?? {}))}`);
  return words.join(" \\\n  ");
}

const variable = (name: string) => `$${name.toUpperCase()}`;

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

function titleOf(tag: string): string {
  const words = tag.replaceAll("_", " ");
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

function inSentence(text: string): string {
  return `${text.charAt(0).toLowerCase()}${text.slice(1)}`.replace(/\.$/, "");
}
