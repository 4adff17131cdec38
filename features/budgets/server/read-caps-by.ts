import type { Db } from "#platform/database/transaction.ts";
import type { SetBy } from "../contract.ts";

/** A cap of an organization, on whatever. */
export type CapOf = { kind: string; cap: number; plan?: string | null };

/** The caps that one party set for several organizations; those without any are left out. */
export async function readCapsBy(db: Db, setBy: SetBy, organizationIds: readonly string[]): Promise<Map<string, CapOf[]>> {
  const usage = await db
    .selectFrom("budget_meters")
    .select(["organization_id", "kind", "cap"])
    .where((where) => where("organization_id", "=", where.fn.any(where.val([...organizationIds]))))
    .where("set_by", "=", setBy)
    .execute();
  const records = await db
    .selectFrom("record_caps")
    .select(["organization_id", "kind", "cap", "plan"])
    .where((where) => where("organization_id", "=", where.fn.any(where.val([...organizationIds]))))
    .where("set_by", "=", setBy)
    .execute();
  return Map.groupBy([...usage, ...records], ({ organization_id }) => organization_id);
}
