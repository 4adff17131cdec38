import { sql } from "kysely";
import type { Db } from "#platform/database/transaction.ts";
import { LeadField, type LeadSettings } from "../contract.ts";
import type { LeadPlace } from "./find-lead.ts";

type StoredSettings = { fields: LeadField[]; retention_days: number | null; version: number };

const unset: StoredSettings = { fields: [], retention_days: null, version: 0 };

/** A project's own fields and its retention, as they are stored; what holds without a word where nobody has set any. */
export async function readSettings(db: Db, { organizationId, projectId }: LeadPlace): Promise<StoredSettings> {
  const row = await db
    .selectFrom("lead_settings")
    .select(["fields", "retention_days", "version"])
    .where("organization_id", "=", organizationId)
    .where("project_id", "=", projectId)
    .executeTakeFirst();
  return row ? { ...row, fields: LeadField.array().parse(row.fields) } : unset;
}

/** The names under which leads of the project have values, whatever became of their fields. */
export async function namesInUse(db: Db, { organizationId, projectId }: LeadPlace): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ name: string }>`
    select distinct used.name from leads, jsonb_object_keys(fields) as used (name)
    where organization_id = ${organizationId} and project_id = ${projectId} and fields <> '{}'`.execute(db);
  return new Set(rows.map(({ name }) => name));
}

/** Writes them as the next version. The caller holds the project. */
export async function saveSettings(
  db: Db,
  { organizationId, projectId }: LeadPlace,
  { fields, retention_days }: Omit<StoredSettings, "version">,
): Promise<StoredSettings> {
  const values = { fields: JSON.stringify(fields), retention_days };
  const { version } = await db
    .insertInto("lead_settings")
    .values({ organization_id: organizationId, project_id: projectId, ...values })
    .onConflict((at) =>
      at
        .columns(["organization_id", "project_id"])
        .doUpdateSet({ ...values, version: sql`lead_settings.version + 1`, updated_at: sql`now()` }),
    )
    .returning("version")
    .executeTakeFirstOrThrow();
  return { fields, retention_days, version };
}

/** As they are answered: each field with whether a lead has a value of it. */
export async function presentSettings(db: Db, place: LeadPlace, { fields, ...settings }: StoredSettings): Promise<LeadSettings> {
  const inUse = await namesInUse(db, place);
  return { ...settings, fields: fields.map((field) => ({ ...field, in_use: inUse.has(field.name) })) };
}
