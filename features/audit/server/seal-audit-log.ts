import { sql } from "kysely";
import { sweep } from "#access/job.ts";
import { leaveTenant } from "#access/leave-tenant.ts";
import type { Db } from "#platform/database/transaction.ts";
import type { Platform } from "#platform/platform.ts";
import { digestHour } from "./digest-hour.ts";
import { endOf, hourOf } from "./hours.ts";
import { waitForWriters } from "./wait-for-writers.ts";

/** Transactions that take longer than this put an hour's seal off to the next run. */
const waitMs = 10 * 60_000;
const organizationsPerLook = 500;

/** Seals each hour of each organization's audit log that is over. Behind the writers: none of them waits for it. */
export const sealAuditLog = sweep({
  name: "audit.seal",
  cron: "5 * * * *",
  async run({ platform, log, signal }) {
    const sealed = await sealHours(platform, waitMs, signal);
    if (sealed === null)
      log.warn("the audit log was not sealed: a transaction is still running that began before the hour had ended; tried again next hour");
    else if (sealed > 0) log.info({ hours: sealed }, "hours of the audit log were sealed");
  },
});

/**
 * Continues where the last run stopped, however it ended; several at once make one chain.
 *
 * @returns how many hours were sealed; null where a writer outlasted the wait
 */
export async function sealHours(platform: Platform, waitMs: number, signal: AbortSignal): Promise<number | null> {
  const until = await waitForWriters(platform, waitMs, signal);
  if (until === null) return null;
  const before = hourOf(until);
  let count = 0;
  for (let after = ""; ;) {
    const { ids, last } = await findUnsealed(platform, before, after);
    for (const id of ids) count += await sealOrganization(platform, id, before, signal);
    if (last === null) return count;
    after = last;
  }
}

/** Of the next organizations, those with an entry after their last seal; `last`: the last one looked at. */
function findUnsealed(platform: Platform, before: string, after: string): Promise<{ ids: string[]; last: string | null }> {
  return leaveTenant(platform, "organizations whose audit log has an hour to seal").system(async ({ db }) => {
    const { rows } = await sql<{ id: string; unsealed: boolean }>`
      select o.id, exists (
        select from audit_entries e where e.organization_id = o.id and e.created_at < ${before} and e.created_at >= coalesce(
          (select s.hour + interval '1 hour' from audit_seals s where s.organization_id = o.id order by s.sequence desc limit 1), '-infinity')
      ) as unsealed
      from (
        select id from organizations where id > ${after} and purge_started_at is null order by id limit ${organizationsPerLook}
      ) o order by o.id`.execute(db);
    return { ids: rows.filter(({ unsealed }) => unsealed).map(({ id }) => id), last: rows.at(-1)?.id ?? null };
  });
}

async function sealOrganization(platform: Platform, organizationId: string, before: string, signal: AbortSignal): Promise<number> {
  let count = 0;
  for (let tried: Seal | null = null; ;) {
    signal.throwIfAborted();
    const next = await leaveTenant(platform, "an hour of an audit log is sealed").system(({ db }) => sealNext(db, organizationId, before));
    // Nothing is left, or the organization is being purged, where no seal is added.
    if (!next || next.seal.sequence === tried?.sequence) return count;
    if (next.inserted) count += 1;
    tried = next.seal;
  }
}

type Seal = { sequence: number; hour: string; previousDigest: string | null };

async function sealNext(db: Db, organizationId: string, before: string): Promise<{ seal: Seal; inserted: boolean } | null> {
  const seal = await findNext(db, organizationId, before);
  if (!seal) return null;
  const { digest, entryCount } = await digestHour(db, { organizationId, ...seal });
  const { numAffectedRows } = await sql`
    insert into audit_seals (organization_id, sequence, hour, entry_count, digest, previous_digest)
    select id, ${seal.sequence}, ${seal.hour}, ${entryCount}, ${digest}, ${seal.previousDigest}
    from organizations where id = ${organizationId} and purge_started_at is null
    on conflict do nothing`.execute(db);
  // In a conflict somebody else has just sealed the same hour, and so with the same digest.
  return { seal, inserted: numAffectedRows === 1n };
}

/** The first hour with entries after the last seal. */
async function findNext(db: Db, organizationId: string, before: string): Promise<Seal | null> {
  const head = await db
    .selectFrom("audit_seals")
    .select(["sequence", "hour", "digest"])
    .where("organization_id", "=", organizationId)
    .orderBy("sequence", "desc")
    .limit(1)
    .executeTakeFirst();
  const first = await db
    .selectFrom("audit_entries")
    .select(sql<string>`date_trunc('hour', created_at, 'UTC')`.as("hour"))
    .where("organization_id", "=", organizationId)
    .where("created_at", "<", before)
    .$if(head !== undefined, (entries) => entries.where("created_at", ">=", endOf(head!.hour)))
    .orderBy("created_at")
    .limit(1)
    .executeTakeFirst();
  return first ? { sequence: (head?.sequence ?? 0) + 1, hour: first.hour, previousDigest: head?.digest ?? null } : null;
}
