import type { TransactionContext } from "#access/operation.ts";
import type { BudgetKind, SetBy } from "../contract.ts";
import { lockAllMeters, readUsed, type Meter } from "./lock-meters.ts";
import { readMeterPeriod, type MeterPeriod } from "./meter-period.ts";
import { readRecordCaps, setRecordCaps, type RecordCap } from "./record-caps.ts";
import { tellReached } from "./tell-reached.ts";

/** `within`: the current period where it is not the calendar's month. */
export type UsageCap = { kind: BudgetKind; agent_id: string | null; cap: number; warn_only: boolean; within?: MeterPeriod };
export type Cap = UsageCap | RecordCap;

/**
 * Makes these the caps that one party set, in place of those before. A cap on usage that is new, or counts in another period, counts
 * what the ledger holds of it; one that changed warns anew. Locks every cap of the organization: its row and agents come first.
 */
export async function setCaps(
  { db, send }: Pick<TransactionContext, "db" | "send">,
  organizationId: string,
  setBy: SetBy,
  caps: (before: readonly Cap[]) => readonly Cap[],
): Promise<void> {
  const before = (await lockAllMeters(db, organizationId)).filter(({ set_by }) => set_by === setBy);
  const records = (await readRecordCaps(db, organizationId)).filter(({ set_by }) => set_by === setBy);
  const all = caps([...before, ...records]);
  const wantedRecords = all.filter((cap) => !isOnUsage(cap));
  if (records.length + wantedRecords.length > 0) await setRecordCaps(db, organizationId, setBy, wantedRecords);
  const wanted = all.filter(isOnUsage);
  const gone = before.filter((meter) => !wanted.some((cap) => isSame(cap, meter)));
  if (gone.length > 0) {
    await db
      .deleteFrom("budget_meters")
      .where("organization_id", "=", organizationId)
      .where(
        "id",
        "in",
        gone.map(({ id }) => id),
      )
      .execute();
  }
  const set: Meter[] = [];
  for (const cap of wanted) {
    const meter = before.find((other) => isSame(cap, other));
    if (!meter) set.push(await insert(cap));
    else if (meter.cap !== cap.cap || meter.warn_only !== cap.warn_only || isMoved(meter, cap)) set.push(await change(meter, cap));
  }
  await tellReached({ db, send }, organizationId, set);

  async function insert({ kind, agent_id, cap, warn_only, within }: UsageCap): Promise<Meter> {
    const row = { kind, agent_id, set_by: setBy, cap, warn_only, told: 0, ...(await count({ kind, agent_id }, within)) };
    const { id } = await db
      .insertInto("budget_meters")
      .values({ organization_id: organizationId, ...row })
      .returning("id")
      .executeTakeFirstOrThrow();
    return { organization_id: organizationId, id, ...row, period: "now" };
  }

  async function change(meter: Meter, wanted: UsageCap): Promise<Meter> {
    const { cap, warn_only } = wanted;
    const counted: Partial<Counted> = isMoved(meter, wanted) ? await count(meter, wanted.within) : {};
    const isEarlier = counted.period_from === undefined || counted.period_from === meter.period_from;
    const told = isEarlier && cap === meter.cap && warn_only === meter.warn_only ? meter.told : 0;
    const changed = { cap, warn_only, told, ...counted };
    await db.updateTable("budget_meters").set(changed).where("organization_id", "=", organizationId).where("id", "=", meter.id).execute();
    return { ...meter, ...changed };
  }

  async function count({ kind, agent_id }: Pick<UsageCap, "kind" | "agent_id">, within: MeterPeriod | undefined): Promise<Counted> {
    const period = within ?? (await readMeterPeriod(db, organizationId, null));
    const used = (await readUsed(db, organizationId, period, agent_id))(kind);
    return { used, period_from: period.from, period_to: period.to, monthly_from: period.monthly_from };
  }
}

type Counted = Pick<Meter, "used" | "period_from" | "period_to" | "monthly_from">;

const isOnUsage = (cap: Cap): cap is UsageCap => "agent_id" in cap;

const isMoved = (meter: Meter, { within }: UsageCap): boolean =>
  within
    ? meter.period_from !== within.from || meter.period_to !== within.to || meter.monthly_from !== within.monthly_from
    : meter.monthly_from !== null;

const isSame = (one: Pick<UsageCap, "kind" | "agent_id">, other: Pick<UsageCap, "kind" | "agent_id">) =>
  one.kind === other.kind && one.agent_id === other.agent_id;
