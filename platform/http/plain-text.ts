import { z } from "zod";
import { AppError, invalid } from "../errors.ts";

/**
 * What a request sent, with each text in it as PlainText, names of fields included. A password may hold anything: it is
 * hashed and never stored.
 *
 * @param isPassword says so of the fields at the top
 * @throws AppError `invalid` with a sentence per field, `invalid_request` for a value that is nested too deeply
 */
export function readTexts(input: unknown, isPassword: (field: string) => boolean = () => false): unknown {
  const fieldErrors: Record<string, string> = {};

  function read(value: unknown, path: readonly string[]): unknown {
    if (path.length > depthMax) throw new AppError("invalid_request", "The body is nested too deeply.");
    if (typeof value === "string") return path.length === 1 && isPassword(path[0]!) ? value : readText(value, path);
    if (Array.isArray(value)) return value.map((item, index) => read(item, [...path, String(index)]));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [readText(name, path), read(item, [...path, name])]));
  }

  function readText(text: string, path: readonly string[]): string {
    const parsed = PlainText.safeParse(text);
    if (parsed.success) return parsed.data;
    // A field whose name is wrong itself cannot be named in an answer.
    fieldErrors[path.join(".").toWellFormed().replaceAll("\0", "") || "body"] ??= parsed.error.issues[0]!.message;
    return text;
  }

  const texts = read(input, []);
  if (Object.keys(fieldErrors).length > 0) throw invalid(fieldErrors);
  return texts;
}

/** Deeper than any body of ours, and far less than would overflow the stack. */
const depthMax = 40;

/**
 * Text that can be stored, and that compares equal however a keyboard composes its accents: no NUL, which PostgreSQL
 * cannot hold, no half of a surrogate pair, and in NFC.
 */
const PlainText = z
  .string()
  .refine((text) => !text.includes("\0"), "A text cannot hold the character U+0000.")
  .refine((text) => text.isWellFormed(), "A text cannot hold half of a character (a lone surrogate).")
  .overwrite((text) => text.normalize("NFC"));

/** Says which fields of an input are passwords: those whose schema has the format `password`. */
export function passwordsOf(schema: z.ZodType): (field: string) => boolean {
  const known = passwordFields.get(schema) ?? new Set(schema instanceof z.ZodObject ? namesOf(schema) : []);
  passwordFields.set(schema, known);
  return (field) => known.has(field);
}

const passwordFields = new WeakMap<z.ZodType, ReadonlySet<string>>();

const namesOf = ({ shape }: z.ZodObject) =>
  Object.entries(shape).flatMap(([name, field]) => {
    const inner = field instanceof z.ZodOptional ? field.unwrap() : field;
    return (inner as z.ZodType).meta()?.format === "password" ? [name] : [];
  });
