import { sql } from "kysely";
import type { Db } from "#platform/database/transaction.ts";
import { AppError } from "#platform/errors.ts";
import type { Platform } from "#platform/platform.ts";
import { say, type Sentence } from "#platform/sentence.ts";
import type { RecordKind, SetBy } from "../contract.ts";
import { BudgetSpent } from "./budget-spent.ts";
import { defaultCapOf, readRecordCaps } from "./record-caps.ts";
import { requireLeft } from "./reserve.ts";

type Wanted = {
  kind: RecordKind | "bytes_stored";
  /** How many there are. It is asked once nobody else can add to them. */
  count: () => Promise<number>;
  /** How many are to be added, where it is not one. */
  wanted?: number;
};

/**
 * Called before something is created that an organization may have only so much of, in the transaction that creates it:
 * requests that create the same thing at once wait for each other.
 * @throws AppError `limit_reached` where it does not fit; for storage BudgetSpent, also where a budget has no room for it
 */
export async function requireRoom(platform: Platform, db: Db, organizationId: string, { kind, count, wanted = 1 }: Wanted): Promise<void> {
  const caps = await readCaps(platform, db, organizationId, kind);
  if (caps.length > 0) {
    await waitForOthers(db, organizationId, kind);
    const { left, refusal } = roomWithin(kind, caps, await count());
    if (refusal && wanted > left) throw refusal;
  }
  if (kind === "bytes_stored") await requireLeft(db, organizationId, { quantities: { bytes_stored: wanted } });
}

/** How many more fit in, any number being Infinity, and how one more than that is refused where it is not any number. */
export type Room = { left: number; refusal: AppError | null };

/** The room beside so many records of a kind, for a caller that has locked what they are added under. */
export async function readRoom(platform: Platform, db: Db, organizationId: string, kind: RecordKind, count: number): Promise<Room> {
  return roomWithin(kind, await readCaps(platform, db, organizationId, kind), count);
}

function roomWithin(kind: Wanted["kind"], caps: readonly StandingCap[], count: number): Room {
  const lowest = caps.toSorted((one, other) => one.cap - other.cap)[0];
  return lowest ? { left: Math.max(0, lowest.cap - count), refusal: refusalOf(kind, lowest) } : { left: Infinity, refusal: null };
}

type StandingCap = { cap: number; set_by: SetBy; plan: string | null };

/** Those on a kind that are not counted by meters. What the operator set for one organization holds instead of the default. */
async function readCaps(platform: Platform, db: Db, organizationId: string, kind: Wanted["kind"]): Promise<StandingCap[]> {
  const standard = defaultCapOf(platform, kind);
  const byDefault: StandingCap[] = standard === null ? [] : [{ cap: standard, set_by: "operator", plan: null }];
  if (kind === "bytes_stored") return byDefault.length > 0 && (await hasStorageLimit(db, organizationId)) ? [] : byDefault;
  const set = (await readRecordCaps(db, organizationId)).filter((cap) => cap.kind === kind);
  return set.some(({ set_by }) => set_by === "operator") ? set : [...set, ...byDefault];
}

/** Whether the operator set one for this organization: `requireLeft` looks after that. */
async function hasStorageLimit(db: Db, organizationId: string): Promise<boolean> {
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

function refusalOf(kind: Wanted["kind"], { cap, set_by, plan }: StandingCap): AppError {
  if (kind === "bytes_stored") return new BudgetSpent({ kind, agent_id: null, set_by });
  return new AppError("limit_reached", set_by === "billing" ? sentenceOfPlan(kind, cap, plan) : sentenceOfOperator(kind, cap));
}

function sentenceOfPlan(kind: RecordKind, cap: number, plan: string | null): string | Sentence {
  return kind === "seats"
    ? "No seat is left. Remove a member or revoke an invitation. Under Billing, an Owner can see how to get more."
    : say`${plan ?? ""} has ${many(kind, cap)}. Under Billing, an Owner can see how to get more.`;
}

const sentenceOfOperator = (kind: RecordKind, cap: number) =>
  say`This organization can have ${many(kind, cap)}. Delete one that is not needed, or ask the operator of this installation to raise the limit.`;

const many = (kind: RecordKind, cap: number) => (cap === 1 ? say`one ${kind.slice(0, -1)}` : say`${cap.toLocaleString("en")} ${kind}`);

/** Any number that nothing else of ours locks by; beside it stand the organization and what is counted. */
const lockSpace = 42_031;

/** Not the organization's row: an upload holds that already, and so do all others that run at the same time. */
async function waitForOthers(db: Db, organizationId: string, what: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(${lockSpace}, hashtext(${`${organizationId} ${what}`}))`.execute(db);
}
