import { sql } from "kysely";
import type { Db } from "#platform/database/transaction.ts";
import { LeadField } from "../contract.ts";
import type { LeadPlace } from "./find-lead.ts";

export type StoredSettings = { fields: LeadField[]; retention_days: number | null; version: number };

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

/** The keys of which leads of the project have a value, whatever became of their fields. */
export async function keysInUse(db: Db, { organizationId, projectId }: LeadPlace): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ key: string }>`
    select distinct key from leads, jsonb_object_keys(fields) as key
    where organization_id = ${organizationId} and project_id = ${projectId} and fields <> '{}'`.execute(db);
  return new Set(rows.map(({ key }) => key));
}
