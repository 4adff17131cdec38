import { z } from "zod";

type Parts = {
  type?: string | string[] | undefined;
  properties?: Record<string, JsonSchema> | undefined;
  required?: string[] | undefined;
  items?: JsonSchema | undefined;
  anyOf?: JsonSchema[] | undefined;
  additionalProperties?: unknown;
  enum?: unknown[] | undefined;
  const?: unknown;
  default?: unknown;
  format?: string | undefined;
  minLength?: number | undefined;
  maxLength?: number | undefined;
  minimum?: number | undefined;
  maximum?: number | undefined;
  minItems?: number | undefined;
  maxItems?: number | undefined;
  description?: string | undefined;
};
export type JsonSchema = Parts;

/** The part of JSON Schema that our operations speak. */
export const Schema: z.ZodType<JsonSchema> = z.lazy(() =>
  z
    .object({
      type: z.union([z.string(), z.array(z.string())]),
      properties: z.record(z.string(), Schema),
      required: z.array(z.string()),
      items: Schema,
      anyOf: z.array(Schema),
      additionalProperties: z.unknown(),
      enum: z.array(z.unknown()),
      const: z.unknown(),
      default: z.unknown(),
      format: z.string(),
      minLength: z.number(),
      maxLength: z.number(),
      minimum: z.number(),
      maximum: z.number(),
      minItems: z.number(),
      maxItems: z.number(),
      description: z.string(),
    })
    .partial(),
);

export type Field = { name: string; type: string; required: boolean; notes: string };

/** A schema as rows, depth first: `data[].name` is the name of each item of `data`. Without a name, its own fields. */
export function fieldsOf(schema: JsonSchema, name = "", required = true): Field[] {
  const { inner, nullable } = withoutNull(schema);
  const own: Field[] =
    name === "" ? [] : [{ name, type: `${typeOf(inner)}${nullable ? " or null" : ""}`, required, notes: notesOf(inner, schema) }];
  const holder = inner.type === "array" && inner.items ? withoutNull(inner.items).inner : inner;
  const prefix = inner.type === "array" ? `${name}[].` : name === "" ? "" : `${name}.`;
  const nested = Object.entries(holder.properties ?? {}).flatMap(([key, value]) =>
    fieldsOf(value, `${prefix}${key}`, holder.required?.includes(key) ?? false),
  );
  return [...own, ...nested];
}

function withoutNull(schema: JsonSchema): { inner: JsonSchema; nullable: boolean } {
  const rest = schema.anyOf?.filter((part) => part.type !== "null");
  if (!rest || rest.length === schema.anyOf?.length) return { inner: schema, nullable: false };
  return { inner: rest.length === 1 && rest[0] ? rest[0] : { ...schema, anyOf: rest }, nullable: true };
}

function typeOf(schema: JsonSchema): string {
  if (schema.enum) return schema.enum.map((value) => `\`${String(value)}\``).join(", ");
  if (schema.const !== undefined) return `\`${String(schema.const)}\``;
  if (schema.anyOf) return schema.anyOf.map(typeOf).join(" or ");
  if (schema.type === "array") return `list of ${schema.items ? typeOf(withoutNull(schema.items).inner) : "anything"}`;
  if (schema.format === "binary") return "file";
  if (Array.isArray(schema.type)) return schema.type.join(" or ");
  return schema.type ?? "anything";
}

function notesOf(schema: JsonSchema, outer: JsonSchema): string {
  const notes: string[] = [];
  const range = (least: number | undefined, most: number | undefined, unit: string) => {
    const high = most === undefined || most >= Number.MAX_SAFE_INTEGER ? undefined : most;
    const low = least === undefined || least <= Number.MIN_SAFE_INTEGER ? undefined : least;
    if (low !== undefined && high !== undefined) notes.push(`${number(low)}–${number(high)}${unit}`);
    else if (high !== undefined) notes.push(`at most ${number(high)}${unit}`);
    else if (low !== undefined) notes.push(`at least ${number(low)}${unit}`);
  };
  range(schema.minLength, schema.maxLength, " characters");
  range(schema.minimum, schema.maximum, "");
  range(schema.minItems, schema.maxItems, " items");
  if (schema.items) range(schema.items.minLength, schema.items.maxLength, " characters each");
  const standard = outer.default ?? schema.default;
  if (standard !== undefined) notes.push(`default \`${JSON.stringify(standard)}\``);
  if (schema.format && schema.format !== "binary") notes.push(schema.format);
  return notes.join("; ");
}

const number = (value: number) => value.toLocaleString("en");
