import type { z } from "zod";
import { invalid } from "#platform/errors.ts";
import { knownFields, type LeadField, type UpdateLeadSettings } from "../contract.ts";

type Wanted = NonNullable<z.output<typeof UpdateLeadSettings>["fields"]>;

/** Names that a list, a file or a call uses for something else. */
const taken: readonly string[] = [...knownFields, "id", "fields", "consent", "consent_at", "consent_sentence", "test", "form", "version"];
const keyLengthMax = 40;

/**
 * A project's fields as they are wanted. No value of a lead is lost: what is in use stays, archived if need be, and keeps
 * its kind.
 *
 * @throws AppError 422 at the field that is wrong
 */
export function mergeFields(before: readonly LeadField[], wanted: Wanted, inUse: ReadonlySet<string>): LeadField[] {
  const wrong: Record<string, string> = {};
  const known = new Map(before.map((field) => [field.key, field]));
  const keys = new Set<string>(wanted.flatMap(({ key }) => (key === undefined ? [] : [key])));
  const labels = new Set<string>();
  const merged = wanted.map(({ key, label, kind, choices, archived }, at): LeadField => {
    const was = key === undefined ? undefined : known.get(key);
    if (key !== undefined && !was) wrong[`fields.${at}.key`] = "There is no field with this key. Leave the key out of a new field.";
    if (was && was.kind !== kind && inUse.has(was.key))
      wrong[`fields.${at}.kind`] = "Leads have values of this field, so it keeps its kind. Archive it and add another.";
    if (labels.has(label.toLowerCase())) wrong[`fields.${at}.label`] = "Another field is called that.";
    labels.add(label.toLowerCase());
    return { key: key ?? keyFor(label, keys, inUse), label, kind, choices, archived };
  });
  const lost = before.filter(({ key }) => inUse.has(key) && !merged.some((field) => field.key === key));
  if (lost.length > 0) wrong["fields"] = "Leads have values of a field that is missing in this list. Archive it instead.";
  if (new Set(merged.map(({ key }) => key)).size < merged.length) wrong["fields"] = "A field is in this list twice.";
  if (Object.keys(wrong).length > 0) throw invalid(wrong);
  return merged;
}

/** Made of the label where that has letters of ASCII; no other field has it, nor one of which values are left. */
function keyFor(label: string, keys: Set<string>, inUse: ReadonlySet<string>): string {
  const plain = label
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^[^a-z]+|_+$/g, "")
    .slice(0, keyLengthMax - 4);
  const base = plain || "field";
  const isFree = (key: string) => !keys.has(key) && !inUse.has(key) && !taken.includes(key);
  let key = base;
  for (let count = 2; !isFree(key); count += 1) key = `${base}_${count}`;
  keys.add(key);
  return key;
}
