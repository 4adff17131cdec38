import { z } from "zod";
import { statusOfCode } from "#platform/errors.ts";
import type { Route } from "./router.ts";

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
    const multipart = operation.type === "process" && operation.body === "multipart";
    if (method === "GET") parameters.push(...queryParameters(input));
    paths[path] ??= {};
    paths[path][method.toLowerCase()] = {
      operationId: operation.name,
      summary: operation.summary,
      tags: [operation.name.split(".")[0]],
      ...(operation.scope === "public" ? { security: [] } : {}),
      ...(operation.permission ? { "x-permission": operation.permission } : {}),
      parameters,
      ...(method === "GET" || !hasFields(input, multipart) ? {} : { requestBody: requestBody(input, multipart) }),
      responses: responses(operation),
    };
  }
  return {
    openapi: "3.1.0",
    info: { title: "Botcadence", version: "1", description: "Everything that the dashboard does, over HTTP." },
    servers: [{ url: appUrl }],
    security: [{ key: [] }],
    components: { securitySchemes: { key: { type: "http", scheme: "bearer" } }, schemas: { Error: errorSchema } },
    paths,
  };
}

const errorSchema = {
  type: "object",
  required: ["error"],
  properties: {
    error: {
      type: "object",
      required: ["code", "message", "request_id"],
      properties: {
        code: { enum: Object.keys(statusOfCode) },
        message: { type: "string" },
        field_errors: { type: "object", additionalProperties: { type: "string" } },
        request_id: { type: "string" },
      },
    },
  },
};

function responses(operation: Route["operation"]): Json {
  const { output } = operation;
  const status = String(operation.status ?? 200);
  const error = {
    description: "The error, with a code and a sentence.",
    content: { "application/json": { schema: { $ref: "#/components/schemas/Error" } } },
  };
  if (status === "204") return { "204": { description: "Done." }, default: error };
  const content = output === "stream" ? { "text/event-stream": {} } : { "application/json": { schema: toSchema(output, "output") } };
  return { [status]: { description: "The answer.", content }, default: error };
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

function requestBody(schema: Json, multipart: boolean): Json {
  const file = { type: "object", properties: { file: { type: "array", items: { type: "string", format: "binary" } } } };
  return { required: true, content: multipart ? { "multipart/form-data": { schema: file } } : { "application/json": { schema } } };
}
