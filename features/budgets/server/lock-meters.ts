import { sql, type Selectable } from "kysely";
import { sumUsage } from "#features/usage/server/sum-usage.ts";
import type { BudgetMeters } from "#platform/database/schema.ts";
import type { Db } from "#platform/database/transaction.ts";
import { BudgetKind, SetBy } from "../contract.ts";
import { readMeterPeriod, type MeterPeriod } from "./meter-period.ts";

/** `period`: how its period lies to this transaction. It is to come where one that began later turned it over. */
export type Meter = Omit<Selectable<BudgetMeters>, "kind" | "set_by"> & {
  kind: BudgetKind;
  set_by: SetBy;
  period: "now" | "over" | "to come";
};

/** Which meters an act moves: of some kinds, of the whole organization and of the agents that it is of. */
type Asked = { kinds: readonly string[]; agentIds: readonly string[] };

/**
 * Locks the meters that an act moves until the transaction ends, those of a period that is over start from zero. Everybody
 * locks in one order, agents' before the organization's, which all wait for and which is so held for the shortest time.
 */
export async function lockMeters(db: Db, organizationId: string, { kinds, agentIds }: Asked): Promise<Meter[]> {
  // Two statements sent at once: the second has to see what the previous holder of the calm committed.
  const [, rows] = await Promise.all([
    lockCaps(db, organizationId),
    select(db, organizationId)
      .where((where) => where("kind", "=", where.fn.any(where.val([...kinds]))))
      .where((where) => where.or([where("agent_id", "is", null), where("agent_id", "=", where.fn.any(where.val([...agentIds])))]))
      .execute(),
  ]);
  return turnOver(db, organizationId, rows.map(asMeter));
}

/** The same for a change of the set of caps: nothing of the organization is counted meanwhile. */
export async function lockAllMeters(db: Db, organizationId: string): Promise<Meter[]> {
  await sql`select pg_advisory_xact_lock(${lockSpace}, hashtext(${organizationId}))`.execute(db);
  return turnOver(db, organizationId, (await select(db, organizationId).execute()).map(asMeter));
}

/** What the ledger holds of a period, by kind. */
export async function readUsed(
  db: Db,
  organizationId: string,
  { range }: MeterPeriod,
  agentId: string | null,
): Promise<(kind: BudgetKind) => number> {
  const { totals } = await sumUsage(db, organizationId, range, { group: null, ...(agentId ? { filter: { agent_id: agentId } } : {}) });
  return (kind) => totals[kind] ?? 0;
}

/** Any number that nothing else of ours locks by; beside it stands the organization. */
const lockSpace = 42_023;

/** Which caps there are stays as it is until the transaction ends: a new one counts from the ledger, and would miss this act. */
function lockCaps(db: Db, organizationId: string) {
  return sql`select pg_advisory_xact_lock_shared(${lockSpace}, hashtext(${organizationId}))`.execute(db);
}

function select(db: Db, organizationId: string) {
  return db
    .selectFrom("budget_meters")
    .selectAll()
    .select(
      sql<Meter["period"]>`case when period_to <= now() then 'over' when period_from > now() then 'to come' else 'now' end`.as("period"),
    )
    .where("organization_id", "=", organizationId)
    .orderBy("agent_id", (order) => order.asc().nullsLast())
    .orderBy("kind")
    .orderBy("set_by")
    .forNoKeyUpdate();
}

const asMeter = (row: Omit<Meter, "kind" | "set_by"> & { kind: string; set_by: string }): Meter => ({
  ...row,
  kind: BudgetKind.parse(row.kind),
  set_by: SetBy.parse(row.set_by),
});

/** Under the lock, and before the act is in the ledger. */
async function turnOver(db: Db, organizationId: string, meters: Meter[]): Promise<Meter[]> {
  if (meters.every(({ period }) => period !== "over")) return meters;
  const fresh: Meter[] = [];
  for (const meter of meters) {
    if (meter.period !== "over") {
      fresh.push(meter);
      continue;
    }
    const period = await readMeterPeriod(db, organizationId, meter.monthly_from);
    const used = (await readUsed(db, organizationId, period, meter.agent_id))(meter.kind);
    const turned = { used, told: 0, period_from: period.from, period_to: period.to };
    await db.updateTable("budget_meters").set(turned).where("organization_id", "=", organizationId).where("id", "=", meter.id).execute();
    fresh.push({ ...meter, ...turned, period: "now" });
  }
  return fresh;
}
