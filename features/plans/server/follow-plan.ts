import type { TransactionContext } from "#access/operation.ts";
import { isFlow, type BudgetKind } from "#features/budgets/contract.ts";
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
    capsOf(terms).map((cap) => (within && isFlow(cap.kind) ? { ...cap, within } : cap)),
  );
}

/** Null, where nothing is sold, caps nothing. */
export function capsOf(terms: Terms | null): Cap[] {
  if (!terms) return [];
  const answers = answersMax(terms);
  const cap = (kind: BudgetKind, cap: number): Cap => ({ kind, agent_id: null, cap, warn_only: false });
  return [...(answers === null ? [] : [cap("answers", answers)]), cap("bytes_stored", plans[terms.plan].storage_bytes)];
}

/** How many answers may be given in a period; null: as many as are paid for. */
export function answersMax({ answers: { included, price }, spendCap }: Terms): number | null {
  if (price === null) return included;
  return spendCap === null || price === 0 ? null : included + Math.floor(spendCap / price);
}
