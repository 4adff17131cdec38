import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { job, type JobDefinition } from "#access/job.ts";
import { NotReached } from "#platform/connector/not-reached.ts";
import { newId } from "#platform/ids.ts";
import { beginRun } from "./begin-run.ts";
import { changeSite } from "./change-site.ts";
import { findReadSite } from "./find-read-site.ts";
import { finishRun } from "./finish-run.ts";
import { holdHost } from "./pace.ts";
import { because } from "./page-reasons.ts";
import { isUnanswered, readPage, type PageResult } from "./read-page.ts";
import { savePage } from "./save-page.ts";
import { isWanted } from "./scope.ts";
import { openSiteClient, type SiteClient } from "./site-client.ts";
import type { ReadSite, SitePageRow } from "./site-row.ts";
import { attemptsMax, takePage } from "./take-page.ts";

/** So long one job reads; then the next site of the organization has its turn. */
const sliceMs = 20_000;
/** A job waits this long at most for a page that is to be tried again. */
const waitMaxMs = 60_000;

type JobContext = Parameters<Parameters<typeof job>[0]["run"]>[0];
type Key = { organization_id: string; source_id: string };

/**
 * Reads a site, page by page, each in a transaction of its own; the database knows how far it is. Cut off and run again, it
 * continues with the page that it was at.
 */
export const readSite: JobDefinition<{ source_id: string }> = job({
  name: "source.read_site",
  says: null,
  payload: z.object({ source_id: z.string() }),
  // Most of the time they wait for each other's hosts.
  concurrency: 6,
  async run(context, { source_id }): Promise<void> {
    const { platform, organization, transaction, signal } = context;
    const key = { organization_id: organization.id, source_id };
    const reader = newId("job");
    const site = await transaction(async ({ db }) => {
      const found = await findReadSite(db, key);
      if (found) await changeSite(db, key, { reader });
      return found;
    });
    if (!site || site.phase === "done") return;
    const client = openSiteClient(platform, signal, { fresh: site.phase === "begin" });
    if (site.phase === "begin" && !(await begin(context, client, site))) return;
    const until = Date.now() + sliceMs;
    while (await readNext(context, client, key, reader)) {
      if (Date.now() < until) continue;
      return transaction(({ send }) => send(readSite, { source_id }));
    }
  },
});

/** False where the site says nothing of itself: then nothing of it may be read. */
async function begin({ transaction }: JobContext, client: SiteClient, site: ReadSite): Promise<boolean> {
  try {
    await beginRun(transaction, client, site);
    return true;
  } catch (error) {
    if (!(error instanceof NotReached)) throw error;
    await transaction((open) => finishRun(open, site, null, { code: `site_${error.code}`, message: error.message }));
    return false;
  }
}

/** Reads the next page; false when none is left, or it is no longer this reader's to read. */
async function readNext(context: JobContext, client: SiteClient, key: Key, reader: string): Promise<boolean> {
  const { platform, transaction, signal } = context;
  const started = Date.now();
  const next = await transaction(({ db }) => takePage(db, platform.env, key, reader));
  if (!next) return false;
  const { site } = next;
  if ("end" in next) {
    await transaction((open) => finishRun(open, site, next.end));
    return false;
  }
  if ("waitMs" in next) {
    await sleep(Math.min(next.waitMs, waitMaxMs), null, { signal });
    await transaction(({ db }) => spend(db, site, Date.now() - started));
    return true;
  }
  const { page } = next;
  try {
    const result = await resultOf(client, site, page, signal);
    if (result.outcome === "later" && isUnanswered(result)) holdHost(new URL(page.url).host, result.afterMs);
    await transaction((open) => savePage({ ...open, platform }, site, page, result, Date.now() - started));
  } catch (error) {
    // It did not end by itself, so the attempt is none of the page's.
    await transaction(({ db }) => giveBack(db, site, page)).catch(() => {});
    throw error;
  }
  return true;
}

async function resultOf(client: SiteClient, site: ReadSite, page: SitePageRow, signal: AbortSignal): Promise<PageResult> {
  const nothing = { links: [], seconds: 0, fetchedBytes: 0 };
  if (page.attempts > attemptsMax) return { ...nothing, outcome: "failed", reason: because("interrupted_page"), goes: false };
  // The first page is looked at for its links, whatever the patterns say.
  if (page.depth > 0 && site.kind === "domain" && !isWanted(site, page.url))
    return { ...nothing, outcome: "skipped", reason: because("excluded"), goes: true };
  return readPage(client, site, page, signal);
}

type Db = Parameters<Parameters<JobContext["transaction"]>[0]>[0]["db"];

async function spend(db: Db, { organization_id, source_id }: ReadSite, ms: number): Promise<void> {
  await db
    .updateTable("sites")
    .set((query) => ({ spent_ms: query("spent_ms", "+", Math.round(ms)) }))
    .where("organization_id", "=", organization_id)
    .where("source_id", "=", source_id)
    .execute();
}

async function giveBack(db: Db, { organization_id, source_id }: ReadSite, { url }: SitePageRow): Promise<void> {
  await db
    .updateTable("site_pages")
    .set((query) => ({ attempts: query("attempts", "-", 1) }))
    .where("organization_id", "=", organization_id)
    .where("source_id", "=", source_id)
    .where("url", "=", url)
    .where("attempts", ">", 0)
    .execute();
}
