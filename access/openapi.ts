import { z } from "zod";
import { statusOfCode } from "#platform/errors.ts";
import { prefixOfParam } from "#platform/ids.ts";
import { sessionCookieName } from "./authenticate.ts";
import type { World } from "./operation.ts";
import { notForKeys } from "./permissions.ts";
import type { Route } from "./router.ts";
import { statusAllows, statuses } from "./status.ts";

type Json = Record<string, unknown>;

/** OpenAPI 3.1 of the mounted routes, and of nothing else: an operation that the mode lacks is absent. */
export function openApiDocument(routes: readonly Route[], appUrl: string): Json {
  const paths: Record<string, Json> = {};
  for (const { method, path, operation } of routes) {
    const parameters: Json[] = [...path.matchAll(/\{(\w+)\}/g)].map((match) => ({
      name: match[1],
      in: "path",
      required: true,
      schema: { type: "string" },
    }));
    const input = toSchema(operation.input, "input");
    const multipart = operation.type === "procedure" && operation.body === "multipart";
    if (method === "GET") parameters.push(...queryParameters(input));
    paths[path] ??= {};
    paths[path][method.toLowerCase()] = {
      operationId: operation.name,
      summary: operation.summary,
      tags: [operation.name.split(".")[0]],
      ...security(operation),
      ...(operation.permission ? { "x-permission": operation.permission } : {}),
      ...(operation.alsoAsks ? { "x-also-asks": operation.alsoAsks } : {}),
      parameters,
      ...(method === "GET" || !hasFields(input, multipart) ? {} : { requestBody: requestBody(operation, input, multipart) }),
      responses: responses(operation),
    };
  }
  return {
    openapi: "3.1.0",
    info: { title: "Botcadence", version: "1", description: "Everything that the dashboard does, over HTTP." },
    servers: [{ url: appUrl }],
    security: [{ key: [] }, { session: [] }],
    components: {
      securitySchemes: {
        key: { type: "http", scheme: "bearer", description: "An API key." },
        session: {
          type: "apiKey",
          in: "cookie",
          name: sessionCookieName(appUrl),
          description: "Created by POST /api/auth/sign-in/email. Writes count only with Origin = APP_URL.",
        },
        operator: { type: "http", scheme: "bearer", description: "The operator key of the installation." },
        visitor: { type: "http", scheme: "bearer", description: "A visitor's token, from the start of the conversation." },
      },
      schemas: { Error: errorSchema },
    },
    paths,
  };
}

/** A part that is translated by itself has the same form. */
const sentenceSchema = {
  type: "object",
  required: ["key", "values"],
  description: "The English sentence with `{0}`, `{1}` … where its values stand, for translations.",
  properties: { key: { type: "string" }, values: { type: "array", items: {} } },
};

const errorSchema = {
  type: "object",
  required: ["error"],
  properties: {
    error: {
      type: "object",
      required: ["code", "message", "sentence", "request_id"],
      properties: {
        code: { enum: Object.keys(statusOfCode) },
        message: { type: "string" },
        sentence: sentenceSchema,
        field_errors: { type: "object", additionalProperties: { type: "string" } },
        field_sentences: { type: "object", additionalProperties: sentenceSchema },
        request_id: { type: "string" },
      },
    },
  },
};

/** Session and key are the rule; the doors beside it, and what no key may, say so. */
function security({ scope, params, permission, takesPerson }: Route["operation"]): Json {
  if (scope === "public") return { security: [] };
  if (scope === "account" || takesPerson || (permission && notForKeys.has(permission))) return { security: [{ session: [] }] };
  if (scope === "operator") return { security: [{ operator: [] }] };
  if (scope !== "visitor") return {};
  return { security: params?.includes("conversation_id") ? [{ visitor: [] }] : [] };
}

function responses(operation: Route["operation"]): Json {
  const { output } = operation;
  const status = String(operation.status ?? 200);
  const content = output === "stream" ? { [streamType(operation)]: {} } : { "application/json": { schema: toSchema(output, "output") } };
  const fine = status === "204" ? { description: "Done." } : { description: "The answer.", content };
  const failures = Object.entries(errorsOf(operation)).map(([code, description]) => [code, { description, content: errorContent }]);
  return {
    [status]: fine,
    ...Object.fromEntries(failures),
    default: { description: "Another error, with a code and a sentence.", content: errorContent },
  };
}

function streamType(operation: Route["operation"]): string {
  return (operation.type === "procedure" && operation.mediaType) || "text/event-stream";
}

const errorContent = { "application/json": { schema: { $ref: "#/components/schemas/Error" } } };

/** What `execute` refuses by the declaration alone; an operation's own conflicts come on top. */
function errorsOf({ scope, kind, params, allowedWhile, input }: Route["operation"]): Record<string, string> {
  return {
    ...(scope === "public" ? {} : { 401: "No credential, or a wrong one." }),
    ...(scope === "organization" ? { 403: "Your role does not allow it." } : {}),
    ...(scope === "organization" || params?.length ? { 404: "It does not exist, or you cannot see it." } : {}),
    ...(hasFields(toSchema(input, "input"), false) ? { 422: "A field is wrong." } : {}),
    ...(["organization", "visitor"].includes(scope) && statuses.some((status) => !statusAllows(status, kind, allowedWhile))
      ? { 423: "The organization's status forbids it." }
      : {}),
  };
}

function toSchema(schema: z.ZodType, io: "input" | "output"): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: "any" }) as Json;
  return rest;
}

function queryParameters(schema: Json): Json[] {
  const required = (schema.required ?? []) as string[];
  return Object.entries((schema.properties ?? {}) as Record<string, Json>).map(([name, property]) => ({
    name,
    in: "query",
    required: required.includes(name),
    schema: property,
  }));
}

function hasFields(schema: Json, multipart: boolean): boolean {
  return multipart || Object.keys((schema.properties ?? {}) as Json).length > 0;
}

function requestBody(operation: Route["operation"], schema: Json, multipart: boolean): Json {
  const file = { type: "object", properties: { file: { type: "array", items: { type: "string", format: "binary" } } } };
  if (multipart) return { required: true, content: { "multipart/form-data": { schema: file } } };
  return { required: true, content: { "application/json": { schema, example: operation.example(namedWorld).input } } };
}

/** Stands in for a filled organization in the examples: `mem_…` where the attack test has a real id. */
const namedWorld = {
  ...Object.fromEntries(Object.entries(prefixOfParam).map(([name, prefix]) => [name, `${prefix}_…`])),
  token: "…",
  visitor_token: "visitor.…",
  email: "ann@example.com",
  invoice_number: "2026-0001",
  paid_invoice_number: "2026-0001",
  phone_code: "123456",
  test_page_secret: "agt_….…",
} as World;
