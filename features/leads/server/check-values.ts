import { z } from "zod";
import { invalid } from "#platform/errors.ts";
import { say, type Sentence } from "#platform/sentence.ts";
import type { FieldValue, LeadField } from "../contract.ts";

const numberMax = 1e15;

/**
 * Values of a project's own fields as they are stored. What a lead has already may be sent again, whatever became of its
 * field since.
 *
 * @param had what the lead has
 * @throws AppError 422 with a sentence at `fields.NAME` for each value that its field does not take
 */
export function checkValues(
  definitions: readonly LeadField[],
  had: Readonly<Record<string, FieldValue>>,
  changes: Readonly<Record<string, FieldValue | null>>,
): Record<string, FieldValue | null> {
  const wrong: Record<string, string | Sentence> = {};
  const values: Record<string, FieldValue | null> = {};
  for (const [name, value] of Object.entries(changes)) {
    const field = definitions.find((definition) => definition.name === name);
    const stored = typeof value === "string" ? value.trim() : value;
    const why = isNew(had, name, stored) ? refusalOf(field, stored) : null;
    if (why) wrong[`fields.${name}`] = why;
    else values[name] = stored === "" ? null : stored;
  }
  if (Object.keys(wrong).length > 0) throw invalid(wrong);
  return values;
}

const isNew = (had: Readonly<Record<string, FieldValue>>, name: string, value: FieldValue | null) =>
  !(Object.hasOwn(had, name) && (value === null || had[name] === value));

function refusalOf(field: LeadField | undefined, value: FieldValue | null): string | Sentence | null {
  if (!field || field.archived) return "This project has no such field.";
  if (value === null || value === "") return null;
  if (field.kind === "text") return typeof value === "string" ? null : "Enter a text.";
  if (field.kind === "boolean") return typeof value === "boolean" ? null : "Choose yes or no.";
  if (field.kind === "number") {
    if (typeof value !== "number") return "Enter a number.";
    return Math.abs(value) <= numberMax ? null : "This number is too large.";
  }
  if (field.kind === "date") return z.iso.date().safeParse(value).success ? null : "Enter a date, such as 2026-11-30.";
  return typeof value === "string" && field.choices.includes(value) ? null : say`Choose one of: ${field.choices.join(", ")}.`;
}
