import { sql } from "kysely";
import { leaveTenant } from "#access/leave-tenant.ts";
import type { Db, OpenTransaction } from "#platform/database/transaction.ts";
import { conflict, notFound } from "#platform/errors.ts";
import type { Platform } from "#platform/platform.ts";
import type { PurgeCertificate } from "../contract.ts";
import { changeFacts } from "./change-facts.ts";
import { lockIfThere } from "./lock-organization.ts";
import { endMemberships } from "./end-memberships.ts";
import { dependentsOf, readTenantTables } from "./tenant-tables.ts";

const rowsPerStep = 5_000;
const membersPerStep = 200;

/**
 * Removes an organization for good: its members first, for whom it is gone at once, then every row and file, in steps none
 * of which locks for long. What it did is in a certificate from its first step on, so that whatever cuts it off, it is
 * continued; repeated, or run twice at once, it does the same.
 *
 * @param by `schedule`: only if its date has come. `operator`: now, however the organization stands.
 * @returns the certificate, once nothing is left
 * @throws AppError 409 when the date has not come or a restore was faster, 404 where there never was such an organization
 */
export async function purgeOrganization(
  platform: Platform,
  organizationId: string,
  by: PurgeCertificate["purged_by"],
  signal?: AbortSignal,
): Promise<PurgeCertificate> {
  const purge = { platform, organizationId, signal };
  await begin(purge, by);
  const tables = await inSystem(purge, ({ db }) => readTenantTables(db));
  // What goes with a membership by reference is removed before it, so that it is counted.
  await removeRows(purge, dependentsOf(tables, "memberships"));
  while ((await inSystem(purge, ({ db }) => tellPurge(purge, db).then(() => letSomeMembersGo(db, organizationId)))) > 0);
  await removeRows(purge, tables);
  await removeFiles(purge);
  return finish(purge);
}

type Purge = { platform: Platform; organizationId: string; signal: AbortSignal | undefined };

function inSystem<T>({ platform, signal }: Purge, run: (transaction: OpenTransaction) => Promise<T>): Promise<T> {
  signal?.throwIfAborted();
  return leaveTenant(platform, "an organization is purged").system(run);
}

/** What is open in it is asked, and ends. */
function tellPurge({ platform, organizationId: id }: Purge, db: Db): Promise<void> {
  const event = { name: "organization.purge", target: null, change: "deleted", within: {}, changed: [], rights: true } as const;
  return platform.events.pass(db, { ...event, organization_id: id, at: new Date().toISOString() });
}

/** From here on there is no way back. */
function begin(purge: Purge, by: PurgeCertificate["purged_by"]): Promise<void> {
  const { organizationId: id } = purge;
  return inSystem(purge, async ({ db }) => {
    const row = await lockIfThere(db, id);
    if (!row) return requireCertificate(db, id);
    await tellPurge(purge, db);
    if (row.purge_started_at) return;
    const isDue = row.purge_at !== null && Date.parse(row.purge_at) <= Date.now();
    if (by === "schedule" && !isDue) throw conflict("This organization is not due to be purged.");
    const now = new Date();
    if (!row.purge_at) {
      const facts = { purge_at: now, deletion_requested_at: now, deletion_requested_by: "Operator" };
      await changeFacts(db, id, facts, "Operator", null);
    }
    // It waits for no Owner any more: else the database would not let the last one go.
    await db.updateTable("organizations").set({ purge_started_at: now, awaits_owner: true }).where("id", "=", id).execute();
    await db
      .insertInto("purge_certificates")
      .values({
        organization_id: id,
        organization_name: row.name,
        requested_by: row.purge_at ? "owner" : "operator",
        requested_at: row.deletion_requested_at ?? now,
        purged_by: by,
      })
      .execute();
  });
}

/** Of what there never was, nothing is said to be purged. */
async function requireCertificate(db: Db, organizationId: string): Promise<void> {
  const certificate = await db
    .selectFrom("purge_certificates")
    .select("organization_id")
    .where("organization_id", "=", organizationId)
    .executeTakeFirst();
  if (!certificate) throw notFound("There is no such organization.");
}

async function letSomeMembersGo(db: Db, organizationId: string): Promise<number> {
  // The certificate first, as `purge_rows` does: what rows set off when they go may lock the organization.
  await db.selectFrom("purge_certificates").select("organization_id").where("organization_id", "=", organizationId).forUpdate().execute();
  await db.selectFrom("organizations").select("id").where("id", "=", organizationId).forUpdate().execute();
  const members = await db
    .selectFrom("memberships as m")
    .innerJoin("users as u", "u.id", "m.user_id")
    .select(["m.id", "u.id as user_id", "u.email"])
    .where("m.organization_id", "=", organizationId)
    .orderBy("m.user_id")
    .limit(membersPerStep)
    .execute();
  if (members.length === 0) return 0;
  await endMemberships(
    db,
    organizationId,
    members.map(({ id, user_id, email }) => ({ id, user: { id: user_id, email } })),
  );
  await addToCertificate(db, organizationId, "memberships", members.length);
  return members.length;
}

async function removeRows(purge: Purge, tables: readonly { name: string }[]): Promise<void> {
  for (const { name } of tables.filter((table) => table.name !== "memberships")) {
    while ((await inSystem(purge, ({ db }) => removeSome(db, purge.organizationId, name))) === rowsPerStep);
  }
}

async function removeSome(db: Db, organizationId: string, table: string): Promise<number> {
  const { rows } = await sql<{ removed: number }>`select purge_rows(${organizationId}, ${table}, ${rowsPerStep}) as removed`.execute(db);
  return rows[0]!.removed;
}

/** Counted as they were found, so that a purge that was cut off counts none twice. */
async function removeFiles(purge: Purge): Promise<void> {
  const { storage } = purge.platform;
  const keys: string[] = [];
  let bytes = 0;
  for await (const file of storage.list(purge.organizationId)) {
    keys.push(file.key);
    bytes += file.sizeBytes;
  }
  if (keys.length === 0) return;
  await inSystem(purge, ({ db }) =>
    db
      .updateTable("purge_certificates")
      .set({ file_count: sql`greatest(file_count, ${keys.length})`, file_bytes: sql`greatest(file_bytes, ${bytes})` })
      .where("organization_id", "=", purge.organizationId)
      .execute(),
  );
  for (const key of keys) {
    purge.signal?.throwIfAborted();
    await storage.remove(key);
  }
}

/** The organization itself, people who joined it meanwhile, and its jobs. */
function finish(purge: Purge): Promise<PurgeCertificate> {
  const { organizationId: id } = purge;
  return inSystem(purge, async ({ db, asQueue }) => {
    while ((await letSomeMembersGo(db, id)) > 0);
    await removeSome(db, id, "organizations");
    const { rows } = await asQueue("delete from jobs.job where group_id = $1 or data ->> 'organization_id' = $1 returning id", [id]);
    if (rows.length > 0) await addToCertificate(db, id, "jobs", rows.length);
    const certificate = await db
      .updateTable("purge_certificates")
      .set({ finished_at: sql`coalesce(finished_at, now())` })
      .where("organization_id", "=", id)
      .returningAll()
      .executeTakeFirstOrThrow();
    return certificate as PurgeCertificate;
  });
}

async function addToCertificate(db: Db, organizationId: string, table: string, count: number): Promise<void> {
  await db
    .updateTable("purge_certificates")
    .set({ row_counts: sql`row_counts || jsonb_build_object(${table}::text, coalesce((row_counts ->> ${table})::bigint, 0) + ${count})` })
    .where("organization_id", "=", organizationId)
    .execute();
}
