import { sql } from "kysely";
import type { Db } from "#platform/database/transaction.ts";
import type { Env } from "#platform/env.ts";
import { siteBytesMax } from "./page-reasons.ts";
import { findReadSite } from "./find-read-site.ts";
import type { ReadSite, SitePageRow } from "./site-row.ts";

/** What ended a reading before its end. */
export type EndedBy = "pages" | "time" | "bytes" | "storage" | "misses";
/** The next page; how long until one is to be tried again; or that the reading is over, and by which limit. */
export type NextPage = { site: ReadSite; page: SitePageRow } | { site: ReadSite; waitMs: number } | { site: ReadSite; end: EndedBy | null };

/** So many pages in a row that do not answer are a server that does not. */
const missesMax = 10;
export const attemptsMax = 3;

/** Takes the next page of a site in line and notes the attempt; null where the reading is no longer this reader's. */
export async function takePage(
  db: Db,
  env: Env,
  key: { organization_id: string; source_id: string },
  reader: string,
): Promise<NextPage | null> {
  const site = await findReadSite(db, key);
  if (!site || site.reader !== reader || site.phase !== "read") return null;
  const end = endOf(site, env);
  if (end) return { site, end };
  const page = await db
    .selectFrom("site_pages")
    .selectAll()
    .where("organization_id", "=", key.organization_id)
    .where("source_id", "=", key.source_id)
    .where("outcome", "=", "processing")
    .orderBy(sql`retry_at is not null and retry_at > now()`)
    // What did not answer waits until all others were asked.
    .orderBy("attempts")
    .orderBy("depth")
    .orderBy("position")
    .limit(1)
    .executeTakeFirst();
  if (!page) return { site, end: null };
  const waitMs = page.retry_at ? new Date(page.retry_at).getTime() - Date.now() : 0;
  if (waitMs > 0) return { site, waitMs };
  await db
    .updateTable("site_pages")
    .set((query) => ({ attempts: query("attempts", "+", 1) }))
    .where("organization_id", "=", key.organization_id)
    .where("source_id", "=", key.source_id)
    .where("url", "=", page.url)
    .execute();
  return { site, page: { ...page, attempts: page.attempts + 1 } };
}

function endOf(site: ReadSite, { sites }: Env): EndedBy | null {
  if (site.ended_by === "storage") return "storage";
  if (site.misses >= missesMax) return "misses";
  if (site.requests >= Math.min(site.pages_max, sites.pagesMax)) return "pages";
  if (site.spent_ms >= sites.minutesMax * 60_000) return "time";
  return site.fetched_bytes >= siteBytesMax ? "bytes" : null;
}
