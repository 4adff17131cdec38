import type { Db } from "#platform/database/transaction.ts";
import type { Platform } from "#platform/platform.ts";
import { RecordKind, SetBy } from "../contract.ts";

/** How many records of a kind there may be. `plan`: the one that it follows from, as a refusal names it. */
export type RecordCap = { kind: RecordKind; cap: number; plan: string | null };

/** The caps on an organization's records: where the operator set none, the installation's holds. */
export async function readRecordCaps(db: Db, organizationId: string): Promise<(RecordCap & { set_by: SetBy })[]> {
  const rows = await db
    .selectFrom("record_caps")
    .select(["kind", "set_by", "cap", "plan"])
    .where("organization_id", "=", organizationId)
    .orderBy("set_by")
    .execute();
  return rows.map((row) => ({ ...row, kind: RecordKind.parse(row.kind), set_by: SetBy.parse(row.set_by) }));
}

/** Makes these the caps that one party set, in place of those before. */
export async function setRecordCaps(db: Db, organizationId: string, setBy: SetBy, caps: readonly RecordCap[]): Promise<void> {
  await db.deleteFrom("record_caps").where("organization_id", "=", organizationId).where("set_by", "=", setBy).execute();
  if (caps.length === 0) return;
  const rows = caps.map(({ kind, cap, plan }) => ({ organization_id: organizationId, kind, set_by: setBy, cap, plan }));
  await db.insertInto("record_caps").values(rows).execute();
}

/** What every organization may have for which the operator set nothing else; null: no limit. */
export function defaultCapOf({ env: { caps } }: Platform, kind: RecordKind | "bytes_stored"): number | null {
  return { projects: caps.projects, agents: caps.agents, seats: 0, bytes_stored: caps.storageBytes }[kind] || null;
}
