import type { z } from "zod";
import { invalid } from "#platform/errors.ts";
import { knownFields, type LeadField, type UpdateLeadFields } from "../contract.ts";

type Wanted = z.output<typeof UpdateLeadFields>["fields"];

/** What a list, a file or a call uses for something else. */
const taken: readonly string[] = [...knownFields, "id", "fields", "consent", "consent_at", "consent_sentence", "test", "form", "version"];
const nameLengthMax = 40;

/**
 * A project's fields as they are wanted. No value of a lead is lost: what is in use stays, archived if need be, and keeps
 * its kind.
 *
 * @throws AppError 422 at the field that is wrong
 */
export function mergeFields(before: readonly LeadField[], wanted: Wanted, inUse: ReadonlySet<string>): LeadField[] {
  const wrong: Record<string, string> = {};
  const known = new Map(before.map((field) => [field.name, field]));
  const names = new Set<string>(wanted.flatMap(({ name }) => (name === undefined ? [] : [name])));
  const labels = new Set<string>();
  const merged = wanted.map(({ name, label, kind, choices, archived }, at): LeadField => {
    const was = name === undefined ? undefined : known.get(name);
    if (name !== undefined && !was) wrong[`fields.${at}.name`] = "There is no field with this name. Leave the name out of a new field.";
    if (was && was.kind !== kind && inUse.has(was.name))
      wrong[`fields.${at}.kind`] = "Leads have values of this field, so it keeps its kind. Archive it and add another.";
    if (labels.has(label.toLowerCase())) wrong[`fields.${at}.label`] = "Another field is called that.";
    labels.add(label.toLowerCase());
    return { name: name ?? nameFor(label, names, inUse), label, kind, choices, archived };
  });
  const lost = before.filter(({ name }) => inUse.has(name) && !merged.some((field) => field.name === name));
  if (lost.length > 0) wrong["fields"] = "Leads have values of a field that is missing in this list. Archive it instead.";
  if (new Set(merged.map(({ name }) => name)).size < merged.length) wrong["fields"] = "A field is in this list twice.";
  if (Object.keys(wrong).length > 0) throw invalid(wrong);
  return merged;
}

/** Made of the label where that has letters of ASCII; no other field has it, nor one of which values are left. */
function nameFor(label: string, names: Set<string>, inUse: ReadonlySet<string>): string {
  const plain = label
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^[^a-z]+|_+$/g, "")
    .slice(0, nameLengthMax - 4);
  const isFree = (name: string) => !names.has(name) && !inUse.has(name) && !taken.includes(name);
  const base = plain || "field";
  let name = base;
  for (let count = 2; !isFree(name); count += 1) name = `${base}_${count}`;
  names.add(name);
  return name;
}
