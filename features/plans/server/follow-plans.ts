import { sweep } from "#access/job.ts";
import { leaveTenant } from "#access/leave-tenant.ts";
import { setFirstCaps } from "#features/budgets/server/first-caps.ts";
import { readCapsBy, type CapOf } from "#features/budgets/server/read-caps-by.ts";
import { whereSold } from "#features/addresses/server/seller.ts";
import type { Platform } from "#platform/platform.ts";
import { capsOf, followPlan } from "./follow-plan.ts";
import { firstTerms, readTermsOf } from "./read-terms.ts";

const perStep = 500;

/** Keeps what organizations begin with, and brings those up whose caps are not those of their plan. */
export const followPlans = sweep({
  name: "billing.follow_plans",
  cron: "*/5 * * * *",
  atStart: true,
  available: whereSold,
  async run(context) {
    await saveFirstCaps(context.platform);
    await bringPlansUp(context);
  },
});

type Sweep = Pick<Platform, "log"> & { platform: Platform; signal: AbortSignal };

/**
 * Finds the organizations whose caps are not those of their plan: those whose plan begins today, and all of them where the
 * price list changed.
 */
export async function bringPlansUp(context: Sweep): Promise<void> {
  let after = "";
  for (;;) {
    const { last, differing } = await findDiffering(context.platform, after);
    await followEach(context, differing);
    if (last === null) return;
    after = last;
  }
}

/** Brings up the caps of each of these, whatever becomes of the others. */
export async function followEach({ platform, log, signal }: Sweep, organizationIds: readonly string[]): Promise<void> {
  for (const id of organizationIds) {
    signal.throwIfAborted();
    try {
      const scope = leaveTenant(platform, "an organization gets the caps of its plan").act({
        organizationId: id,
        act: { name: "billing.follow_plans", says: null },
      });
      await scope.transaction((context) => followPlan(context, platform, id));
    } catch (error) {
      log.warn({ err: error, organization_id: id }, "what a plan allows could not be set");
    }
  }
}

/** A trigger gives them to every organization that is made. */
export function saveFirstCaps(platform: Platform): Promise<void> {
  return leaveTenant(platform, "what organizations begin with").system(({ db }) => setFirstCaps(db, capsOf(firstTerms(platform))));
}

/** @returns `last`: where the next step continues, null at the end */
function findDiffering(platform: Platform, after: string): Promise<{ last: string | null; differing: string[] }> {
  return leaveTenant(platform, "whose caps are not those of their plan").system(async ({ db }) => {
    const rows = await db.selectFrom("organizations").select("id").where("id", ">", after).orderBy("id").limit(perStep).execute();
    const ids = rows.map(({ id }) => id);
    const terms = await readTermsOf(platform, db, ids);
    const standing = await readCapsBy(db, "billing", ids);
    const differing = ids.filter((id) => describe(capsOf(terms.get(id) ?? null)) !== describe(standing.get(id) ?? []));
    return { last: ids.length < perStep ? null : ids.at(-1)!, differing };
  });
}

const describe = (caps: readonly CapOf[]) =>
  caps
    .map(({ kind, cap, plan = null }) => `${kind} ${cap} ${plan}`)
    .toSorted()
    .join();
