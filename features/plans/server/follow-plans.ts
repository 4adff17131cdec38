import { systemActor } from "#access/actor.ts";
import { sweep } from "#access/job.ts";
import { leaveTenant } from "#access/leave-tenant.ts";
import type { Db } from "#platform/database/transaction.ts";
import type { Platform } from "#platform/platform.ts";
import { capsOf, followPlan } from "./follow-plan.ts";
import { firstTerms, readTermsOf } from "./read-terms.ts";

const perStep = 500;

/** Keeps what organizations begin with, and brings those up whose caps are not those of their plan. */
export const followPlans = sweep({
  name: "billing.follow_plans",
  cron: "*/5 * * * *",
  atStart: true,
  async run(context) {
    await keepFirstCaps(context.platform);
    await bringPlansUp(context);
  },
});

type Sweep = Pick<Platform, "log"> & { platform: Platform; signal: AbortSignal };

/**
 * Finds the organizations whose caps are not those of their plan: those whose plan begins today, and all of them where the
 * price list changed, or whether something is sold.
 */
export async function bringPlansUp({ platform, log, signal }: Sweep): Promise<void> {
  let after = "";
  for (;;) {
    const { last, differing } = await findDiffering(platform, after);
    for (const id of differing) {
      signal.throwIfAborted();
      try {
        const scope = leaveTenant(platform, "an organization gets the caps of its plan").act({
          organizationId: id,
          actor: systemActor,
          act: { name: "billing.follow_plans", says: null },
          request: null,
        });
        await scope.transaction((context) => followPlan(context, platform, id));
      } catch (error) {
        log.warn({ err: error, organization_id: id }, "what a plan allows could not be set; it is tried again in five minutes");
      }
    }
    if (last === null) return;
    after = last;
  }
}

/** A trigger gives them to every organization that is made. */
function keepFirstCaps(platform: Platform): Promise<void> {
  const caps = capsOf(firstTerms(platform)).map(({ kind, cap }) => ({ kind, cap }));
  return leaveTenant(platform, "what organizations begin with").system(async ({ db }) => {
    await db.deleteFrom("first_caps").execute();
    if (caps.length > 0) await db.insertInto("first_caps").values(caps).execute();
  });
}

/** @returns `last`: where the next step goes on, null at the end */
function findDiffering(platform: Platform, after: string): Promise<{ last: string | null; differing: string[] }> {
  return leaveTenant(platform, "whose caps are not those of their plan").system(async ({ db }) => {
    const rows = await db.selectFrom("organizations").select("id").where("id", ">", after).orderBy("id").limit(perStep).execute();
    const ids = rows.map(({ id }) => id);
    const terms = await readTermsOf(platform, db, ids);
    const meters = await readMeters(db, ids);
    const differing = ids.filter((id) => describe(capsOf(terms.get(id) ?? null)) !== describe(meters.get(id) ?? []));
    return { last: ids.length < perStep ? null : ids.at(-1)!, differing };
  });
}

type Standing = { kind: string; cap: number };

async function readMeters(db: Db, ids: readonly string[]): Promise<Map<string, Standing[]>> {
  const rows = await db
    .selectFrom("budget_meters")
    .select(["organization_id", "kind", "cap"])
    .where((where) => where("organization_id", "=", where.fn.any(where.val([...ids]))))
    .where("set_by", "=", "billing")
    .execute();
  return Map.groupBy(rows, ({ organization_id }) => organization_id);
}

const describe = (caps: readonly Standing[]) =>
  caps
    .map(({ kind, cap }) => `${kind} ${cap}`)
    .toSorted()
    .join();
