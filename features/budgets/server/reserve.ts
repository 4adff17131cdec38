import { sql, type RawBuilder } from "kysely";
import type { Db } from "#platform/database/transaction.ts";
import { BudgetKind } from "../contract.ts";
import { BudgetSpent } from "./budget-spent.ts";
import { lockMeters, type Meter } from "./lock-meters.ts";

/** How much of what an act is about to use, and for which agent. */
export type Wanted = { agentId?: string; quantities: Partial<Record<BudgetKind, number>> };

/**
 * Takes what an act is about to use out of every cap on it, before it is used: `used + reserved + wanted <= cap`, with the
 * caps locked until the transaction ends. It stays taken until `countUsage` settles it, or until the lease ends.
 *
 * @param key made from the act
 * @param leaseEnd SQL of the instant at which the lease ends; `renewReservation` moves it
 * @throws BudgetSpent where it does not fit
 */
export async function reserve(
  db: Db,
  organizationId: string,
  { key, leaseEnd, ...wanted }: Wanted & { key: string; leaseEnd: RawBuilder<string> },
): Promise<void> {
  const meters = await requireLeft(db, organizationId, wanted);
  if (meters.length === 0) return;
  await db
    .insertInto("budget_reservations")
    .values(
      meters.map(({ id, kind }) => ({
        organization_id: organizationId,
        key,
        meter_id: id,
        quantity: wanted.quantities[kind]!,
        lease_until: leaseEnd,
      })),
    )
    .execute();
}

/**
 * The same for what is used in this very transaction, and so need not be reserved.
 * @returns the meters on what is wanted, locked
 */
export async function requireLeft(db: Db, organizationId: string, { agentId, quantities }: Wanted): Promise<Meter[]> {
  const kinds = BudgetKind.options.filter((kind) => (quantities[kind] ?? 0) > 0);
  if (kinds.length === 0) return [];
  const meters = await lockMeters(db, organizationId, { kinds, agentIds: agentId ? [agentId] : [] });
  if (meters.length === 0) return [];
  const reserved = await readReserved(db, organizationId, meters);
  for (const meter of meters) {
    const left = meter.cap - meter.used - (reserved.get(meter.id) ?? 0);
    if (!meter.warn_only && quantities[meter.kind]! > left) throw new BudgetSpent(meter);
  }
  return meters;
}

/** Renews the act's lease. Nothing is left to renew of a lease that ended. */
export async function renewReservation(db: Db, organizationId: string, key: string, leaseEnd: RawBuilder<string>): Promise<void> {
  await db
    .updateTable("budget_reservations")
    .set({ lease_until: leaseEnd })
    .where("organization_id", "=", organizationId)
    .where("key", "=", key)
    .where("lease_until", ">", sql<string>`now()`)
    .execute();
}

/** What was reserved is free again, where nothing came of it. */
export async function release(db: Db, organizationId: string, key: string): Promise<void> {
  await db.deleteFrom("budget_reservations").where("organization_id", "=", organizationId).where("key", "=", key).execute();
}

/** What is reserved of each meter. Leases that ended are removed on the way: their processes died, or were too slow to renew them. */
async function readReserved(db: Db, organizationId: string, meters: readonly Meter[]): Promise<Map<number, number>> {
  const ids = meters.map(({ id }) => id);
  const { rows } = await sql<{ meter_id: number; reserved: number }>`
    with ended as (
      delete from budget_reservations
      where organization_id = ${organizationId} and meter_id = any(${ids}::bigint[]) and lease_until <= now()
    )
    select meter_id, sum(quantity)::bigint as reserved from budget_reservations
    where organization_id = ${organizationId} and meter_id = any(${ids}::bigint[]) and lease_until > now()
    group by meter_id`.execute(db);
  return new Map(rows.map(({ meter_id, reserved }) => [meter_id, reserved]));
}
