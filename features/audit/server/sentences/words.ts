import { sayDate } from "#platform/say-date.ts";
import type { AuditEntry } from "../../contract.ts";

/** What a sentence is made of. What its reader may not see is null in it already. */
export type Told = Pick<
  AuditEntry,
  "actor_type" | "actor_label" | "actor_name" | "action" | "target_type" | "target_label" | "before" | "after"
>;
/** What was done, as the sentence goes on after whoever did it; without the full stop. */
export type Predicate = (entry: Told) => string;

const shownMax = 3;
const shortMax = 60;

/** ` “Help centre”`, with the space before it; nothing where the entry names nothing. */
export const named = ({ target_label }: Told) => (target_label ? ` “${target_label}”` : "");

/** A value of `after`, else of `before`, as text; null where neither holds one. */
export function valueOf({ before, after }: Told, field: string): string | null {
  const value = after?.[field] ?? before?.[field] ?? null;
  return value === null ? null : say(value);
}

/** `: Reported for spam`, the reason that the act was given, if any. */
export function reasonOf({ after }: Told): string {
  const reason = after?.reason;
  return typeof reason === "string" && reason !== "" ? `: ${reason.replace(/\.$/, "")}` : "";
}

/** ` on 7 November 2026`, from a time in `after`. */
export function dayOf({ after }: Told, field: string): string {
  const time = after?.[field];
  return typeof time === "string" ? ` on ${sayDate(time)}` : "";
}

/** `Owner`, from a role as it is stored in a field of the entry. */
export function roleIn(fields: AuditEntry["before"], field = "role"): string | null {
  const role = fields?.[field];
  return typeof role === "string" && role !== "" ? role.charAt(0).toUpperCase() + role.slice(1) : null;
}

/**
 * `the name from “A” to “B” and the description`: what differs between before and after; long values by their name alone.
 * @param fallback where nothing is seen to differ
 */
export function changes({ before, after }: Told, fallback: string): string {
  const fields = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])].filter(
    (field) => JSON.stringify(before?.[field] ?? null) !== JSON.stringify(after?.[field] ?? null),
  );
  if (fields.length === 0) return fallback;
  const told = fields.map((field) => change(field, before?.[field], after?.[field], fields.length > shownMax));
  return new Intl.ListFormat("en-GB").format(told);
}

function change(field: string, before: unknown, after: unknown, nameOnly: boolean): string {
  const name = `the ${field.replaceAll("_", " ").replace(/\bid\b/, "ID")}`;
  if (nameOnly || !isShort(before) || !isShort(after)) return name;
  const [from, to] = [quote(before), quote(after)];
  if (!from) return `${name} to ${to}`;
  return `${name} from ${from} to ${to || "nothing"}`;
}

/** Nothing where there is no value. */
function quote(value: unknown): string {
  const text = value === null || value === undefined ? "" : say(value);
  return text === "" ? "" : typeof value === "boolean" ? text : `“${text}”`;
}

function isShort(value: unknown): boolean {
  const isList = Array.isArray(value) && value.every((item) => typeof item === "string");
  return (typeof value !== "object" || value === null || isList) && !/\n/.test(say(value ?? "")) && say(value ?? "").length <= shortMax;
}

function say(value: unknown): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (Array.isArray(value)) return value.map(say).join(", ");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
