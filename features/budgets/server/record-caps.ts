import { sql } from "kysely";
import type { Db } from "#platform/database/transaction.ts";
import type { Platform } from "#platform/platform.ts";
import { recordKinds, type RecordKind } from "../contract.ts";

type RecordCaps = Record<RecordKind, number | null>;

/** What an organization may have of records where the operator set a number for it; null: the installation's holds. */
export async function readRecordCaps(db: Db, organizationId: string): Promise<RecordCaps> {
  const rows = await db.selectFrom("record_caps").select(["kind", "cap"]).where("organization_id", "=", organizationId).execute();
  const capOf = (kind: RecordKind) => rows.find((row) => row.kind === kind)?.cap ?? null;
  return { projects: capOf("projects"), agents: capOf("agents") };
}

/** Sets those that are named, and leaves the others; null ends one. */
export async function setRecordCaps(
  db: Db,
  organizationId: string,
  caps: { readonly [Kind in RecordKind]?: number | null | undefined },
): Promise<void> {
  for (const kind of recordKinds) {
    const cap = caps[kind];
    if (cap === undefined) continue;
    await db.deleteFrom("record_caps").where("organization_id", "=", organizationId).where("kind", "=", kind).execute();
    if (cap !== null) await db.insertInto("record_caps").values({ organization_id: organizationId, kind, cap }).execute();
  }
}

/** How many records of each kind an organization has. */
export async function countRecords(db: Db, organizationId: string): Promise<Record<RecordKind, number>> {
  const { rows } = await sql<Record<RecordKind, number>>`select
    (select count(*) from projects where organization_id = ${organizationId}) as projects,
    (select count(*) from agents where organization_id = ${organizationId}) as agents`.execute(db);
  return rows[0]!;
}

/** What every organization may have for which the operator set nothing else; null: no limit. */
export function defaultCapOf({ env: { caps } }: Platform, kind: RecordKind | "bytes_stored"): number | null {
  return { projects: caps.projects, agents: caps.agents, bytes_stored: caps.storageBytes }[kind] || null;
}
