import { sql } from "kysely";
import type { Db } from "#platform/database/transaction.ts";
import type { Source } from "../contract.ts";
import type { Site } from "../contract/sites.ts";
import { toSource } from "./find-source.ts";
import { readMeaningProgress } from "./meaning/meaning-progress.ts";
import { isSite } from "./kinds/source-kinds.ts";
import type { SourceRow } from "./source-row.ts";
import type { SiteRow } from "./sites/site-row.ts";

/** Sources as they are sent: those of the web with how their pages stand, and each with one that is the same and how far its vectors are. */
export async function asSent(db: Db, sources: readonly SourceRow[]): Promise<Source[]> {
  const sites = sources.filter(isSite);
  const found = sites.length === 0 ? new Map<string, Site>() : await readSites(db, sites);
  const twinOf = await readTwins(db, sources);
  const progressOf = await readMeaningProgress(db, sources);
  return sources.map((source) =>
    toSource(source, {
      site: found.get(source.id) ?? null,
      duplicate_of: twinOf(source),
      meaning_progress: progressOf.get(source.id) ?? null,
    }),
  );
}

export async function oneAsSent(db: Db, source: SourceRow): Promise<Source> {
  return (await asSent(db, [source]))[0]!;
}

/** Finds the twins that sources had when they came, where both are still the same. */
async function readTwins(db: Db, sources: readonly SourceRow[]): Promise<(source: SourceRow) => Source["duplicate_of"]> {
  const ids = sources.flatMap(({ duplicate_of }) => duplicate_of ?? []);
  if (ids.length === 0) return () => null;
  const rows = await db
    .selectFrom("sources")
    .select(["id", "name", "content_hash", "text_hash"])
    .where("organization_id", "=", sources[0]!.organization_id)
    .where("id", "in", ids)
    .execute();
  const known = new Map(rows.map((row) => [row.id, row]));
  return ({ duplicate_of, content_hash, text_hash }) => {
    const twin = known.get(duplicate_of ?? "");
    const isSame = twin && (twin.content_hash === content_hash || (text_hash !== null && twin.text_hash === text_hash));
    return isSame ? { id: twin.id, name: twin.name } : null;
  };
}

type Counted = SiteRow & { found: number; waiting: number; read: number; skipped: number; failed: number; changed: number };

async function readSites(db: Db, sources: readonly SourceRow[]): Promise<Map<string, Site>> {
  const { rows } = await sql<Counted>`
    select site.*, page.*,
      (select count(*)::int from site_changes change
       where change.organization_id = site.organization_id and change.source_id = site.source_id
         and change.run = site.run - case when site.phase = 'done' then 0 else 1 end) as changed
    from sites site
    cross join lateral (
      select count(*)::int as found, count(*) filter (where outcome = 'processing')::int as waiting,
        count(*) filter (where outcome in ('synced', 'unchanged'))::int as read,
        count(*) filter (where outcome = 'skipped')::int as skipped, count(*) filter (where outcome = 'failed')::int as failed
      from site_pages where organization_id = site.organization_id and source_id = site.source_id
    ) page
    where site.organization_id = ${sources[0]!.organization_id} and site.source_id = any(${sources.map(({ id }) => id)})
  `.execute(db);
  return new Map(rows.map((row) => [row.source_id, toSite(row)]));
}

function toSite(row: Counted): Site {
  const { found, waiting, read, skipped, failed } = row;
  const rest = row as unknown as Pick<Site, "schedule" | "next_sync_at" | "started_at" | "ended_by">;
  return {
    address: row.address,
    include: row.include,
    exclude: row.exclude,
    pages_max: row.pages_max,
    schedule: rest.schedule,
    next_sync_at: rest.next_sync_at,
    run: row.run,
    started_at: rest.started_at,
    // Of pages that are not read again each is in line already.
    expected_pages: row.phase === "begin" ? null : Math.max(row.expected ?? 0, Math.min(found, row.pages_max)),
    pages: { found, waiting, read, skipped, failed },
    changed_pages: row.changed,
    delay_seconds: row.delay_ms === null ? null : row.delay_ms / 1_000,
    ended_by: rest.ended_by,
  };
}
