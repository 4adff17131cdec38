import { createHash } from "node:crypto";
import { sql } from "kysely";
import type pg from "pg";
import type { Db } from "../database/transaction.ts";
import type { Change, ProductEvent } from "../events.ts";
import { keptSeconds, type Cursor } from "./cursor.ts";

/** An event as those hear of it who follow an organization. */
export type LiveEvent = {
  organizationId: string;
  /** Of the record: `source`. */
  type: string;
  change: Change;
  data: { id: string; project_id?: string; conversation_id?: string; changed: string[] };
  rights: boolean;
  transaction: string;
};

/** What there is after a cursor, up to another one. `complete`: whether nothing was left out. */
export type Stretch = { events: LiveEvent[]; to: Cursor; complete: boolean };

/** Ask on a connection that sees every organization. */
export type Ask = <Row extends pg.QueryResultRow>(text: string, values: unknown[]) => Promise<Row[]>;

export async function writeEvent(
  db: Db,
  { organization_id, target, change, within, changed, rights }: ProductEvent & { target: object },
): Promise<void> {
  await db
    .insertInto("live_events")
    .values({
      organization_id,
      target_type: target.type,
      target_id: target.id,
      change,
      project_id: within.project_id ?? null,
      conversation_id: within.conversation_id ?? null,
      changed: [...changed],
      rights,
    })
    .execute();
}

/** Removes some of those that no cursor leads to any more, and of those that came with a copy of another database. */
export function removeOldEvents(db: Db, rowsMax: number): Promise<{ numAffectedRows?: bigint }> {
  return sql`
    delete from live_events where ctid = any(array(
      select ctid from live_events
      where occurred_at < now() - ${`${keptSeconds + 3_600} seconds`}::interval or xid >= pg_snapshot_xmax(pg_current_snapshot())
      limit ${rowsMax}
    ))
  `.execute(db);
}

/** What a database is known by among its copies: a dump that was restored has another one. */
export async function readDatabaseKey(ask: Ask): Promise<string> {
  const [row] = await ask<{ key: string }>(
    `select concat_ws('.', s.system_identifier, c.timeline_id, (select oid from pg_database where datname = current_database())) as key
     from pg_control_system() s, pg_control_checkpoint() c`,
    [],
  );
  return createHash("sha256").update(row!.key).digest("hex").slice(0, 8);
}

/** The end of the log as it is now. */
export async function readEnd(ask: Ask, database: string): Promise<Cursor> {
  const [row] = await ask<{ snapshot: string; at: string }>(`select ${end}`, []);
  return { database, at: Number(row!.at), snapshot: row!.snapshot };
}

/**
 * What has committed in some organizations since a cursor, in the order of their transactions.
 *
 * @param conversationId of one conversation alone
 */
export async function readSince(
  ask: Ask,
  from: Cursor,
  organizationIds: readonly string[],
  eventsMax: number,
  conversationId?: string,
): Promise<Stretch> {
  const rows = await ask<Row>(
    `select now.*, ${columns} from (select ${end}) now left join live_events e
       on e.organization_id = any($2)
       and (e.xid >= pg_snapshot_xmax($1::pg_snapshot) or e.xid = any(array(select pg_snapshot_xip($1::pg_snapshot))))
       and pg_visible_in_snapshot(e.xid, now.snapshot::pg_snapshot)
       and ($4::text is null or e.conversation_id = $4)
     order by e.xid, e.id limit $3`,
    [from.snapshot, organizationIds, eventsMax + 1, conversationId ?? null],
  );
  return stretchOf(rows, from.database, eventsMax);
}

/** What has committed in an organization in the last seconds. */
export async function readRecent(ask: Ask, database: string, organizationId: string, seconds: number, eventsMax: number): Promise<Stretch> {
  const rows = await ask<Row>(
    `select now.*, ${columns} from (select ${end}) now left join (
       select l.* from live_events l where l.organization_id = $1 order by l.xid desc, l.id desc limit $3
     ) e on e.occurred_at > now() - make_interval(secs => $2)
     order by e.xid, e.id`,
    [organizationId, seconds, eventsMax + 1],
  );
  return stretchOf(rows, database, eventsMax);
}

const end = "pg_current_snapshot()::text as snapshot, floor(extract(epoch from now()))::bigint::text as at";
const columns = `e.organization_id, e.xid::text as xid, e.target_type, e.target_id, e.change, e.project_id, e.conversation_id,
  e.changed, e.rights`;

type Row = { snapshot: string; at: string } & (
  | { xid: null }
  | {
      xid: string;
      organization_id: string;
      target_type: string;
      target_id: string;
      change: Change;
      project_id: string | null;
      conversation_id: string | null;
      changed: string[];
      rights: boolean;
    }
);

function stretchOf(rows: Row[], database: string, eventsMax: number): Stretch {
  const { snapshot, at } = rows[0]!;
  const events = rows.flatMap((row): LiveEvent[] => {
    if (row.xid === null) return [];
    const { target_id: id, project_id, conversation_id, changed } = row;
    return [
      {
        organizationId: row.organization_id,
        type: row.target_type,
        change: row.change,
        data: { id, ...(project_id && { project_id }), ...(conversation_id && { conversation_id }), changed },
        rights: row.rights,
        transaction: row.xid,
      },
    ];
  });
  return { events, to: { database, at: Number(at), snapshot }, complete: events.length <= eventsMax };
}
