import { z } from "zod";

const depthMax = 4;
const propertiesMax = 50;
const textLengthMax = 10_000;
const itemsMax = 200;
const descriptionLengthMax = 500;

type Json = Readonly<Record<string, unknown>>;

/**
 * What a JSON Schema of a stranger asks for, as a schema of ours that takes nothing else; null where it asks for what is not taken.
 * Of it count types, properties, lists, choices and bounds. Patterns, references and combinations are programs, and are none of these.
 */
function schemaOf(json: unknown, depth = 0): z.ZodType | null {
  if (typeof json !== "object" || json === null || depth > depthMax) return null;
  const schema = valueOf(json as Json, depth);
  const { description } = json as Json;
  return schema && typeof description === "string" ? schema.describe(description.slice(0, descriptionLengthMax)) : schema;
}

/** The same of what a tool takes, which is an object. */
export function inputSchemaOf(json: unknown): z.ZodType<Record<string, unknown>> | null {
  const schema = schemaOf(json);
  return schema instanceof z.ZodObject ? (schema as z.ZodType<Record<string, unknown>>) : null;
}

function valueOf(json: Json, depth: number): z.ZodType | null {
  if (["$ref", "anyOf", "oneOf", "allOf", "not", "if"].some((name) => name in json)) return null;
  if (Array.isArray(json["enum"])) return choiceOf(json["enum"]);
  const types = [json["type"] ?? ("properties" in json ? "object" : null)].flat();
  const [type, ...others] = types.filter((one) => one !== "null");
  if (others.length > 0) return null;
  const schema = byType(type, json, depth);
  return schema && types.includes("null") ? schema.nullable() : schema;
}

function byType(type: unknown, json: Json, depth: number): z.ZodType | null {
  if (type === "boolean") return z.boolean();
  if (type === "string") return z.string().max(Math.min(numberOf(json["maxLength"], textLengthMax), textLengthMax));
  if (type === "number") return within(z.number(), json);
  if (type === "integer") return within(z.int(), json);
  if (type === "array")
    return (
      schemaOf(json["items"], depth + 1)
        ?.array()
        .max(Math.min(numberOf(json["maxItems"], itemsMax), itemsMax)) ?? null
    );
  return type === "object" ? objectOf(json, depth) : null;
}

function objectOf(json: Json, depth: number): z.ZodType | null {
  const { properties = {}, required = [] } = json;
  if (typeof properties !== "object" || properties === null || !Array.isArray(required)) return null;
  const entries = Object.entries(properties);
  if (entries.length > propertiesMax) return null;
  const shape: [string, z.ZodType][] = [];
  for (const [name, property] of entries) {
    const schema = name.startsWith("__") ? null : schemaOf(property, depth + 1);
    if (!schema) return null;
    shape.push([name, required.includes(name) ? schema : schema.optional()]);
  }
  return z.strictObject(Object.fromEntries(shape));
}

function choiceOf(choices: readonly unknown[]): z.ZodType | null {
  const known = choices.filter((one) => typeof one === "string" || typeof one === "number" || typeof one === "boolean");
  return known.length > 0 && known.length === choices.length && known.length <= itemsMax ? z.literal(known) : null;
}

function within(schema: z.ZodNumber, json: Json): z.ZodType {
  return schema.min(numberOf(json["minimum"], -Number.MAX_SAFE_INTEGER)).max(numberOf(json["maximum"], Number.MAX_SAFE_INTEGER));
}

const numberOf = (value: unknown, otherwise: number) => (typeof value === "number" && Number.isFinite(value) ? value : otherwise);
