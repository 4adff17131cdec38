import { leaveTenant } from "#access/leave-tenant.ts";
import type { Db } from "#platform/database/transaction.ts";
import type { Platform } from "#platform/platform.ts";
import type { AuditVerification, BrokenLink } from "../contract.ts";
import { digestHour } from "./digest-hour.ts";
import { endOf, hourOf } from "./hours.ts";

const sealsPerPage = 100;

type Seal = { sequence: number; hour: string; entry_count: number; digest: string; previous_digest: string | null };
type Walk = { seals: number; entries: number; head: Seal | null; expectedHead: boolean; broken: BrokenLink | null };

/**
 * Walks an organization's chain from its first seal, computes each digest again, and stops at the first link that does not
 * hold. What digests cannot show, a chain that was rewritten as a whole, shows a head that was kept outside.
 *
 * @param expectedHead the digest of a seal that the operator kept earlier
 */
export async function verifySeals(platform: Platform, organizationId: string, expectedHead?: string): Promise<AuditVerification> {
  const walk: Walk = { seals: 0, entries: 0, head: null, expectedHead: expectedHead === undefined, broken: null };
  for (let more = true; more && !walk.broken;) {
    more = await leaveTenant(platform, "the operator verifies an organization's audit log").tenant(
      organizationId,
      ({ db }) => walkPage(db, organizationId, walk, expectedHead),
      "read",
    );
  }
  const { head } = walk;
  return {
    organization_id: organizationId,
    seal_count: walk.seals,
    entry_count: walk.entries,
    head: head && { sequence: head.sequence, hour: head.hour, digest: head.digest },
    broken: walk.broken ?? (walk.expectedHead ? null : headMissing(head)),
  };
}

/** @returns whether there may be another page */
async function walkPage(db: Db, organizationId: string, walk: Walk, expectedHead: string | undefined): Promise<boolean> {
  const seals = await db
    .selectFrom("audit_seals")
    .select(["sequence", "hour", "entry_count", "digest", "previous_digest"])
    .where("organization_id", "=", organizationId)
    .where("sequence", ">", walk.head?.sequence ?? 0)
    .orderBy("sequence")
    .limit(sealsPerPage)
    .execute();
  for (const seal of seals) {
    walk.broken =
      checkLink(seal, walk.head) ??
      (await findPassedOver(db, organizationId, seal, walk.head)) ??
      (await checkEntries(db, organizationId, seal, walk.head));
    if (walk.broken) return false;
    walk.head = seal;
    walk.seals += 1;
    walk.entries += seal.entry_count;
    walk.expectedHead ||= seal.digest === expectedHead;
  }
  return seals.length === sealsPerPage;
}

/** Whether a seal continues the one before it. */
function checkLink(seal: Seal, before: Seal | null): BrokenLink | null {
  const { sequence, hour } = seal;
  const expected = (before?.sequence ?? 0) + 1;
  if (sequence !== expected) {
    const missing = sequence - expected === 1 ? `Seal ${expected} is` : `Seals ${expected} to ${sequence - 1} are`;
    return { reason: "seal_missing", sequence: expected, hour: null, message: `${missing} missing.` };
  }
  if (seal.previous_digest !== (before?.digest ?? null)) {
    return altered(seal, `Seal ${sequence} does not continue from the digest of seal ${sequence - 1}: one of the two was altered.`);
  }
  if (before && hour < endOf(before.hour)) return altered(seal, `Seal ${sequence} is of an hour before that of seal ${sequence - 1}.`);
  return null;
}

/** Whether an hour holds what was sealed. A digest tells that something differs; the number of entries tells more. */
async function checkEntries(db: Db, organizationId: string, seal: Seal, before: Seal | null): Promise<BrokenLink | null> {
  const { sequence, hour, entry_count: sealed } = seal;
  const header = { organizationId, sequence, hour, previousDigest: before?.digest ?? null };
  const { digest, entryCount: found } = await digestHour(db, header);
  if (digest === seal.digest) {
    return found === sealed ? null : altered(seal, `Seal ${sequence} names ${sealed} entries and its digest is that of ${found}.`);
  }
  const place = { sequence, hour };
  const counts = `${entries(sealed)} sealed and ${found === 1 ? "1 is" : `${found} are`} there`;
  if (found < sealed) return { ...place, reason: "entry_removed", message: `${counts}: an entry was deleted or moved to another hour.` };
  if (found > sealed) return { ...place, reason: "entry_added", message: `${counts}: an entry was inserted after the hour was sealed.` };
  return {
    ...place,
    reason: "entry_altered",
    message: "There are as many entries as were sealed and the digest differs: an entry was altered or replaced, or the seal was.",
  };
}

/** An entry in an hour without a seal, before one that has a seal: it was not there when that one was sealed. */
async function findPassedOver(db: Db, organizationId: string, seal: Seal, before: Seal | null): Promise<BrokenLink | null> {
  const from = before && endOf(before.hour);
  if (from === seal.hour) return null;
  const entry = await db
    .selectFrom("audit_entries")
    .select(["id", "created_at"])
    .where("organization_id", "=", organizationId)
    .where("created_at", "<", seal.hour)
    .$if(from !== null, (entries) => entries.where("created_at", ">=", from!))
    .orderBy("created_at")
    .orderBy("id")
    .limit(1)
    .executeTakeFirst();
  if (!entry) return null;
  const message = `Entry ${entry.id} is in an hour that has no seal, although later hours are sealed: it was inserted or moved there afterwards.`;
  return { reason: "entry_unsealed", sequence: null, hour: hourOf(entry.created_at), message };
}

function headMissing(head: Seal | null): BrokenLink {
  const what = head ? `The chain is intact up to seal ${head.sequence}, but no` : "There is no";
  const message = `${what} seal${head ? " of it" : ""} has the digest that was saved: the chain was rewritten or cut off.`;
  return { reason: "head_missing", sequence: null, hour: null, message };
}

const altered = ({ sequence, hour }: Seal, message: string): BrokenLink => ({ reason: "seal_altered", sequence, hour, message });
const entries = (count: number) => (count === 1 ? "1 entry was" : `${count} entries were`);
