import { sql } from "kysely";
import type { Db, OpenTransaction } from "../database/transaction.ts";

export type BacklogKind = "audit" | "conversations" | "passages";

/** The records that a step went through end with this one; `since`, its time. Null: there are none left. */
export type BacklogStep = { id: string; since: string } | null;

/**
 * Brings into the index what was written before there was one, newest first, a few records a transaction: whatever cuts it
 * off, the next run continues. Several at once do each step once.
 *
 * @param inSystem opens a transaction that sees every organization
 * @param step indexes some of the organization's records, those with an id below `beforeId` alone where there is one
 * @returns how many steps it took
 */
export async function workOffBacklog(
  inSystem: (run: (transaction: OpenTransaction) => Promise<boolean>) => Promise<boolean>,
  kind: BacklogKind,
  signal: AbortSignal,
  step: (db: Db, organizationId: string, beforeId: string | null) => Promise<BacklogStep>,
): Promise<number> {
  for (let steps = 0; ; steps += 1) {
    signal.throwIfAborted();
    const isDone = await inSystem(async ({ db }) => {
      const backlog = await takeBacklog(db, kind);
      if (!backlog) return true;
      const { organization_id: id, before_id: beforeId } = backlog;
      const reached = await step(db, id, beforeId);
      const mine = sql`organization_id = ${id} and kind = ${kind}`;
      if (reached)
        await sql`update search_backlogs set before_id = ${reached.id}, indexed_from = ${reached.since} where ${mine}`.execute(db);
      else await sql`delete from search_backlogs where ${mine}`.execute(db);
      return false;
    });
    if (isDone) return steps;
  }
}

/** From when on an organization's texts are in the index; null where all of them are. */
export async function indexedFrom(db: Db, organizationId: string, kind: BacklogKind): Promise<string | null> {
  const backlog = await db
    .selectFrom("search_backlogs")
    .select("indexed_from")
    .where("organization_id", "=", organizationId)
    .where("kind", "=", kind)
    .executeTakeFirst();
  return backlog?.indexed_from ?? null;
}

type Backlog = { organization_id: string; before_id: string | null };

/** The organization first, as its purge does, which begins no sooner than the step is over. */
async function takeBacklog(db: Db, kind: BacklogKind): Promise<Backlog | undefined> {
  const { rows } = await sql<Backlog>`
    select b.organization_id, b.before_id from organizations o join search_backlogs b on b.organization_id = o.id
    where b.kind = ${kind} and o.purge_started_at is null
    order by b.organization_id limit 1 for share of o for update of b skip locked`.execute(db);
  return rows[0];
}
