import { sql } from "kysely";
import type { Db } from "#platform/database/transaction.ts";
import { AppError } from "#platform/errors.ts";
import type { Platform } from "#platform/platform.ts";
import type { RecordKind } from "../contract.ts";
import { BudgetSpent } from "./budget-spent.ts";
import { readUsed } from "./lock-meters.ts";
import { readMeterPeriod } from "./meter-period.ts";
import { countRecords, defaultCapOf, readRecordCaps } from "./record-caps.ts";

/**
 * Called before a project or an agent is created, in its transaction: those who create one at once wait for each other.
 * @throws AppError `limit_reached` where the organization has as many as it may
 */
export async function requireRoom(platform: Platform, db: Db, organizationId: string, kind: RecordKind): Promise<void> {
  const cap = (await readRecordCaps(db, organizationId))[kind] ?? defaultCapOf(platform, kind);
  if (cap === null) return;
  await waitForOthers(db, organizationId, kind);
  if ((await countRecords(db, organizationId))[kind] < cap) return;
  const many = cap === 1 ? `one ${kind.slice(0, -1)}` : `${cap.toLocaleString("en")} ${kind}`;
  throw new AppError(
    "limit_reached",
    `This organization can have ${many}. Delete one that is not needed, or ask the operator of this installation to raise the limit.`,
  );
}

/**
 * The same for what is about to be stored, where the operator set no limit on storage for this organization: `requireLeft`
 * looks after those who have one.
 * @throws BudgetSpent
 */
export async function requireStorage(platform: Platform, db: Db, organizationId: string, bytes: number): Promise<void> {
  const cap = defaultCapOf(platform, "bytes_stored");
  if (cap === null || (await hasLimitOfItsOwn(db, organizationId))) return;
  await waitForOthers(db, organizationId, "bytes_stored");
  const used = (await readUsed(db, organizationId, await readMeterPeriod(db, organizationId, null), null))("bytes_stored");
  if (used + bytes > cap) throw new BudgetSpent({ kind: "bytes_stored", agent_id: null, set_by: "operator" });
}

async function hasLimitOfItsOwn(db: Db, organizationId: string): Promise<boolean> {
  const meter = await db
    .selectFrom("budget_meters")
    .select("id")
    .where("organization_id", "=", organizationId)
    .where("kind", "=", "bytes_stored")
    .where("agent_id", "is", null)
    .where("set_by", "=", "operator")
    .executeTakeFirst();
  return meter !== undefined;
}

/** Any number that nothing else of ours locks by; beside it stand the organization and what is counted. */
const lockSpace = 42_031;

/** Not the organization's row: an upload holds that already, and so do all others that run at the same time. */
async function waitForOthers(db: Db, organizationId: string, what: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(${lockSpace}, hashtext(${`${organizationId} ${what}`}))`.execute(db);
}
