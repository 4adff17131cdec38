import type { TransactionContext } from "#access/operation.ts";
import { isFlow, type BudgetKind, type RecordKind } from "#features/budgets/contract.ts";
import { setCaps, type Cap } from "#features/budgets/server/set-caps.ts";
import { lockIfThere } from "#features/organizations/server/lock-organization.ts";
import type { Platform } from "#platform/platform.ts";
import { plans } from "./plans.ts";
import { readBillingPeriod } from "./read-billing-period.ts";
import { readTerms, type Terms } from "./read-terms.ts";

/**
 * Makes an organization's caps what its plan and its spending cap say, and takes them away where nothing is sold. Called in
 * the transaction that changes either; what changes by the clock or with the installation follows by `billing.follow_plans`.
 */
export async function followPlan(
  { db, send }: Pick<TransactionContext, "db" | "send">,
  platform: Platform,
  organizationId: string,
): Promise<void> {
  if (!(await lockIfThere(db, organizationId))) return;
  const terms = await readTerms(platform, db, organizationId);
  const within = terms && (await readBillingPeriod(platform, db, organizationId));
  await setCaps({ db, send }, organizationId, "billing", () =>
    capsOf(terms).map((cap) => (within && "agent_id" in cap && isFlow(cap.kind) ? { ...cap, within } : cap)),
  );
}

/** Null, where nothing is sold, caps nothing. */
export function capsOf(terms: Terms | null): Cap[] {
  if (!terms) return [];
  const { name: plan, agents, seats, storage_bytes } = plans[terms.plan];
  const usage = (kind: BudgetKind, cap: number | null): Cap[] => (cap === null ? [] : [{ kind, agent_id: null, cap, warn_only: false }]);
  const records = (kind: RecordKind, cap: number | null): Cap[] => (cap === null ? [] : [{ kind, cap, plan }]);
  return [
    ...usage("answers", answersMax(terms)),
    ...usage("bytes_stored", storage_bytes),
    ...records("agents", agents),
    ...records("seats", seats.max),
  ];
}

/** How many answers may be given in a period; null: as many as are paid for. */
export function answersMax({ answers: { included, price }, spendCap }: Terms): number | null {
  if (price === null) return included;
  return spendCap === null || price === 0 ? null : included + Math.floor(spendCap / price);
}
