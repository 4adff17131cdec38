import type { Db } from "#platform/database/transaction.ts";
import type { Within } from "#platform/events.ts";
import type { Platform } from "#platform/platform.ts";
import { changeBy } from "./event-of-act.ts";
import type { Happened, TransactionContext } from "./operation.ts";

/**
 * Passes on as an event what no audit entry tells of, in the transaction of what happened.
 *
 * @param within where it happened, unless it says so itself
 */
export function tellIn(
  platform: Pick<Platform, "events">,
  db: Db,
  organizationId: string,
  { name, target, change = changeBy(name), changed = [], within }: Happened,
  place: Within = {},
): Promise<void> {
  return platform.events.pass(db, {
    name,
    organization_id: organizationId,
    target,
    change,
    within: within ?? place,
    changed,
    rights: false,
    at: new Date().toISOString(),
  });
}

/** How often work that continues says how far it is: pages that show it read it again each time. */
const everyMs = 1_000;
/** More is not worked on at once by one process. */
const rememberedMax = 1_000;
const toldAt = new Map<string, number>();

/** Tells how far the work on something is, at most once a second. Its end is told in any case, by `tell` itself. */
export async function tellProgress({ tell }: Pick<TransactionContext, "tell">, happened: Happened): Promise<void> {
  const { id } = happened.target;
  const now = performance.now();
  if (now - (toldAt.get(id) ?? -everyMs) < everyMs) return;
  if (toldAt.size >= rememberedMax) toldAt.clear();
  toldAt.set(id, now);
  await tell(happened);
}
