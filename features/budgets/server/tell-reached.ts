import type { TransactionContext } from "#access/operation.ts";
import { ownersOf } from "#access/owners.ts";
import { reachedOf } from "../contract.ts";
import type { Meter } from "./lock-meters.ts";
import { tellBudget } from "./tell-budget.ts";

/**
 * Mails the Owners where meters have reached four fifths of their cap, or all of it: each once in a period, since the meters
 * are locked and remember what was told.
 */
export async function tellReached(
  { db, send }: Pick<TransactionContext, "db" | "send">,
  organizationId: string,
  meters: readonly Meter[],
): Promise<void> {
  const reached = meters.filter((meter) => reachedOf(meter) > meter.told);
  if (reached.length === 0) return;
  const owners = await ownersOf(db, organizationId);
  for (const meter of reached) {
    const percent = reachedOf(meter);
    await db
      .updateTable("budget_meters")
      .set({ told: percent })
      .where("organization_id", "=", organizationId)
      .where("id", "=", meter.id)
      .execute();
    const { kind, agent_id, set_by, warn_only, cap, used, period_to } = meter;
    const what = { kind, agent_id, set_by, warn_only, cap, used, percent, period_to };
    for (const { membership_id } of owners) await send(tellBudget, { membership_id, ...what });
  }
}
