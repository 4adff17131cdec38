import type { OpenTransaction } from "#access/operation.ts";
import { sql } from "kysely";
import type { Db } from "#platform/database/transaction.ts";
import { tellSourceProgress } from "../tell-source.ts";
import { addPages } from "./add-pages.ts";
import { pageUrl } from "./page-url.ts";
import { readSitemaps, type NamedPage } from "./read-sitemaps.ts";
import type { SiteClient } from "./site-client.ts";
import type { ReadSite } from "./site-row.ts";

/**
 * Asks what a site has to say of itself, and puts in line what is to be read: its first page, what its sitemap names, what changed
 * most lately first, and what is known of it already.
 * @throws NotReached
 */
export async function beginRun(transaction: OpenTransaction, client: SiteClient, site: ReadSite): Promise<void> {
  const robots = await client.robotsOf(site.address);
  const named = site.kind === "domain" ? await readSitemaps(client, site.scope, site.pages_max * 2) : null;
  await transaction(async (open) => {
    const { db } = open;
    await tellSourceProgress(open, { id: site.source_id, project_id: site.project_id });
    await askAgain(db, site);
    await addPages(db, site, [pageUrl(site.address) ?? site.address], { depth: 0 });
    if (named) await addPages(db, site, await inOrder(db, site, named), { depth: 1 });
    await db
      .updateTable("sites")
      .set({
        phase: "read",
        started_at: new Date(),
        spent_ms: 0,
        fetched_bytes: 0,
        requests: 0,
        misses: 0,
        expected: named && Math.min(named.length, site.pages_max),
        delay_ms: robots.delayMs,
        ended_by: null,
      })
      .where("organization_id", "=", site.organization_id)
      .where("source_id", "=", site.source_id)
      .where("run", "=", site.run)
      .where("phase", "=", "begin")
      .execute();
  });
}

/** Known pages are asked for again, also those that nothing links to any more; what was not there last time is forgotten. */
async function askAgain(db: Db, { organization_id, source_id }: ReadSite): Promise<void> {
  await db
    .deleteFrom("site_pages")
    .where("organization_id", "=", organization_id)
    .where("source_id", "=", source_id)
    .where("document_id", "is", null)
    .where("depth", ">", 0)
    .where("reason_code", "in", ["not_found", "outside"])
    .execute();
  await db
    .updateTable("site_pages")
    .set({ outcome: "processing", attempts: 0, is_going: false, retry_at: null, reason_code: null, reason: null })
    .where("organization_id", "=", organization_id)
    .where("source_id", "=", source_id)
    .execute();
}

/** What changed since it was read comes first, so that it is read though the reading may not reach its end. */
async function inOrder(db: Db, { organization_id, source_id }: ReadSite, named: readonly NamedPage[]): Promise<string[]> {
  const { rows } = await sql<{ url: string; synced_at: string | null }>`
    select url, synced_at from site_pages where organization_id = ${organization_id} and source_id = ${source_id} and synced_at is not null
  `.execute(db);
  const syncedAt = new Map(rows.map((row) => [row.url, new Date(row.synced_at ?? 0)]));
  const changed = ({ url, changedAt }: NamedPage) => {
    const synced = syncedAt.get(url);
    return !synced || (changedAt !== null && changedAt > synced);
  };
  return [...named.filter(changed), ...named.filter((page) => !changed(page))].map(({ url }) => url);
}
