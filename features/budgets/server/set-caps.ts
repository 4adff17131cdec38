import type { TransactionContext } from "#access/operation.ts";
import { readPeriod } from "#features/usage/server/calendar.ts";
import type { BudgetKind, SetBy } from "../contract.ts";
import { lockAllMeters, readUsed, type Meter } from "./lock-meters.ts";
import { tellReached } from "./tell-reached.ts";

export type Cap = { kind: BudgetKind; agent_id: string | null; cap: number; warn_only: boolean };

/**
 * Makes these the caps that an Owner or the operator set, in place of those before. A cap that is new counts what the ledger
 * holds of the period; one that changed warns anew. Locks every cap of the organization: its row and agents come first.
 */
export async function setCaps(
  { db, send }: Pick<TransactionContext, "db" | "send">,
  organizationId: string,
  setBy: SetBy,
  caps: (before: readonly Cap[]) => readonly Cap[],
): Promise<void> {
  const before = (await lockAllMeters(db, organizationId)).filter(({ set_by }) => set_by === setBy);
  const wanted = caps(before);
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
    else if (meter.cap !== cap.cap || meter.warn_only !== cap.warn_only) set.push(await change(meter, cap));
  }
  await tellReached({ db, send }, organizationId, set);

  async function insert({ kind, agent_id, cap, warn_only }: Cap): Promise<Meter> {
    const period = await readPeriod(db, organizationId);
    const used = (await readUsed(db, organizationId, period, agent_id))(kind);
    const row = { kind, agent_id, set_by: setBy, cap, warn_only, used, period_from: period.from, period_to: period.to, told: 0 };
    const { id } = await db
      .insertInto("budget_meters")
      .values({ organization_id: organizationId, ...row })
      .returning("id")
      .executeTakeFirstOrThrow();
    return { organization_id: organizationId, id, ...row, period: "now" };
  }

  async function change(meter: Meter, { cap, warn_only }: Cap): Promise<Meter> {
    const changed = { cap, warn_only, told: 0 };
    await db.updateTable("budget_meters").set(changed).where("organization_id", "=", organizationId).where("id", "=", meter.id).execute();
    return { ...meter, ...changed };
  }
}

const isSame = (one: Pick<Cap, "kind" | "agent_id">, other: Pick<Cap, "kind" | "agent_id">) =>
  one.kind === other.kind && one.agent_id === other.agent_id;
