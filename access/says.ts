import { sayDate } from "#platform/say-date.ts";
import type { Actor } from "./actor.ts";
import { changedFields } from "./changed-fields.ts";
import type { Permission } from "./permissions.ts";

/** What leaves entries in the audit logs of organizations. Operations and jobs are such; what is neither is made by `act()`. */
export type Act = Tells & {
  /** `noun.verb`, as entries name it. */
  name: string;
  /** What its entries say; null where it leaves none. */
  says: Says | null;
};

/** What was done, as the sentence continues after who did it, without the full stop: `created the project “Help centre”`. */
export type Says = (entry: Told) => string;

/** What a sentence is made of. What its reader may not see is null in it already. */
export type Told = {
  actor_type: Actor["type"];
  actor_label: string;
  actor_name: string | null;
  action: string;
  target_type: string | null;
  target_label: string | null;
  before: Fields;
  after: Fields;
};
type Fields = Record<string, unknown> | null;

/** What else may be said of an act's entries. */
export type Tells = {
  /**
   * Whether it may take from somebody what they may do, or only where one of these fields of its entry changed: streams,
   * files and jobs that are open are then asked at once whether they may stay.
   */
  changesRights?: true | readonly string[];
  /** It erases something for good that archives made before still hold: they are marked from then on. */
  erases?: true;
  /** What entries call it that earlier versions wrote. */
  formerly?: readonly string[];
  /** Whose content not everyone who reads the log may see: a type of target, and the permission that opens it. */
  confidential?: { target: string; permission: Permission };
};

/** What leaves entries and is neither an operation nor a job. The feature lists it among its `acts`. */
export const act = (definition: Act): Act => definition;

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

/**
 * What differs between before and after, long values by their field alone: `changed the name of the project “X” from “A” to
 * “B”`, or of several `changed the project “X”: name from “A” to “B” and description`.
 *
 * @param what whose fields they are; `""` where the fields say enough
 */
export function changed({ before, after }: Pick<Told, "before" | "after">, what: string): string {
  const fields = changedFields(before, after);
  if (fields.length === 0) return `changed ${what || "nothing"}`;
  const values = fields.map((field) => (fields.length > shownMax ? "" : fromTo(before?.[field], after?.[field])));
  if (fields.length === 1) return `changed the ${wordsOf(fields[0]!)}${what && ` of ${what}`}${values[0]}`;
  const told = list.format(fields.map((field, index) => `${what ? "" : "the "}${wordsOf(field)}${values[index]}`));
  return what ? `changed ${what}: ${told}` : `changed ${told}`;
}

const list = new Intl.ListFormat("en-GB");
const wordsOf = (field: string) => field.replaceAll("_", " ").replace(/\bid\b/, "ID");

/** ` from “A” to “B”`; nothing where either is long. */
function fromTo(before: unknown, after: unknown): string {
  if (!isShort(before) || !isShort(after)) return "";
  const [from, to] = [quote(before), quote(after)];
  return from ? ` from ${from} to ${to || "nothing"}` : ` to ${to}`;
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
