import { sql } from "kysely";
import type { Db } from "#platform/database/transaction.ts";
import { wordsOf } from "#platform/search/words.ts";
import { knownFields, type FieldValue, type Lead, type LeadChanges } from "../contract.ts";
import { checkValues } from "./check-values.ts";
import type { LeadPlace } from "./find-lead.ts";
import { readSettings } from "./lead-settings.ts";

type Known = Pick<Lead, "id" | "name" | "email" | "phone" | "fields">;

/**
 * Writes what is said of somebody, and the words by which they are found. The caller holds the row.
 *
 * @returns the names of the fields that are no longer what they were
 * @throws AppError 422 for values that the project's fields do not take
 */
export async function writeLead(db: Db, place: LeadPlace, before: Known, changes: LeadChanges): Promise<string[]> {
  const { fields: definitions } = await readSettings(db, place);
  const own = checkValues(definitions, before.fields, changes.fields ?? {});
  const known = Object.fromEntries(knownFields.flatMap((name) => (changes[name] === undefined ? [] : [[name, changes[name]]])));
  const changed = [
    ...knownFields.filter((name) => changes[name] !== undefined && changes[name] !== before[name]),
    ...Object.keys(own).filter((name) => own[name] !== (before.fields[name] ?? null)),
  ];
  if (changed.length === 0) return [];
  const after: Known = { ...before, ...known, fields: withoutNull({ ...before.fields, ...own }) };
  await db
    .updateTable("leads")
    .set({
      ...known,
      ...(changed.includes("email") ? anotherAddress : {}),
      fields: JSON.stringify(after.fields),
      version: sql`version + 1`,
    })
    .where("organization_id", "=", place.organizationId)
    .where("id", "=", before.id)
    .execute();
  await indexWords(db, place, after);
  return changed;
}

/** What was proven of the one before says nothing of it, and links that went there end. */
const anotherAddress = { email_at: sql<string>`now()`, email_proven_at: null };

async function indexWords(db: Db, { organizationId, projectId }: LeadPlace, { id, name, email, phone, fields }: Known): Promise<void> {
  await db.deleteFrom("lead_words").where("organization_id", "=", organizationId).where("lead_id", "=", id).execute();
  const texts = Object.values(fields).filter((value) => typeof value === "string");
  // A number is written with spaces or without, and looked for in either way.
  const words = wordsOf(name, email, phone, phone?.replace(/\D/g, "") ?? null, ...texts);
  await sql`
    insert into lead_words (organization_id, project_id, lead_id, word)
    select ${organizationId}, ${projectId}, ${id}, word from unnest(${words}::text[]) as word`.execute(db);
}

const withoutNull = (fields: Record<string, FieldValue | null>) =>
  Object.fromEntries(Object.entries(fields).filter((entry): entry is [string, FieldValue] => entry[1] !== null));
