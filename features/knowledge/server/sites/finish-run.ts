import { sql } from "kysely";
import type { TransactionContext } from "#access/operation.ts";
import type { Db } from "#platform/database/transaction.ts";
import { markFailed, type Failure } from "../mark-failed.ts";
import { recordChanged } from "../record-stored.ts";
import { markSynced } from "../save-passages.ts";
import { tellSourceChanged } from "../tell-source.ts";
import { changeSite } from "./change-site.ts";
import { because } from "./page-reasons.ts";
import { forgetChanges, recordChange } from "./record-change.ts";
import { siteFailure } from "./site-failures.ts";
import { nextSync } from "./schedule.ts";
import type { ReadSite, SitePageRow } from "./site-row.ts";
import type { EndedBy } from "./take-page.ts";

type Context = Pick<TransactionContext, "db" | "send" | "tell">;

/**
 * Ends a reading in the open transaction: takes away the text of pages that are gone, unless so many are that the site is rather not
 * reached, and says how it ended.
 *
 * @param why why nothing of it could be read, where the reading did not begin
 */
export async function finishRun(context: Context, site: ReadSite, end: EndedBy | null, why?: Failure): Promise<void> {
  const { db } = context;
  await tellSourceChanged(context, { id: site.source_id, project_id: site.project_id });
  await leaveOut(db, site, end);
  const pages = await db
    .selectFrom("site_pages")
    .selectAll()
    .where("organization_id", "=", site.organization_id)
    .where("source_id", "=", site.source_id)
    .where((where) => where.or([where("document_id", "is not", null), where("depth", "=", 0)]))
    .orderBy("depth")
    .orderBy("position")
    .execute();
  const held = pages.filter(({ document_id }) => document_id !== null);
  const going = held.filter(({ is_going }) => is_going);
  const answered = held.filter(
    ({ is_going, run, outcome }) => run === site.run && !is_going && (outcome === "synced" || outcome === "unchanged"),
  );
  const notReached =
    held.length > 0 &&
    (site.kind === "domain" ? going.length * 2 > held.length || answered.length === 0 : answered.length + going.length === 0);
  if (!notReached) await takeAway(context, site, going);
  const left = notReached ? held.length : held.length - going.length;
  await forgetChanges(db, site);
  const ended_by = end === "misses" ? null : end;
  await changeSite(db, site, { phase: "done", reader: null, ended_by, next_sync_at: nextSync(site.schedule, new Date()) });
  const key = { organization_id: site.organization_id, id: site.source_id };
  if (why) return markFailed(db, key, why);
  if (site.kind === "domain" && notReached) return markFailed(db, key, siteFailure("site_not_reached"));
  if (left === 0 || notReached) return markFailed(db, key, failureOf(site, pages));
  await markSynced(db, key);
}

/** What is in line still was not reached before a limit: it is left as it was. What did not answer when it was asked says so. */
async function leaveOut(db: Db, { organization_id, source_id, run }: ReadSite, end: EndedBy | null): Promise<void> {
  const { code, text } = end === null || end === "misses" ? because("unreachable") : because(`limit_${end}`);
  await db
    .updateTable("site_pages")
    .set({
      outcome: sql`case when reason is null then 'skipped' else 'failed' end`,
      reason_code: sql`coalesce(reason_code, ${code})`,
      reason: sql`coalesce(reason, ${text})`,
      run,
      attempts: 0,
    })
    .where("organization_id", "=", organization_id)
    .where("source_id", "=", source_id)
    .where("outcome", "=", "processing")
    .execute();
}

async function takeAway(context: Context, site: ReadSite, going: readonly SitePageRow[]): Promise<void> {
  const { db } = context;
  if (going.length === 0) return;
  for (const page of going) await recordChange(db, site, page, null);
  const documents = going.flatMap(({ document_id }) => document_id ?? []);
  await db
    .updateTable("site_pages")
    .set({ document_id: null, passage_count: 0, text_bytes: 0, text_hash: null, etag: null, last_modified: null, is_going: false })
    .where("organization_id", "=", site.organization_id)
    .where("source_id", "=", site.source_id)
    .where("document_id", "in", documents)
    .execute();
  await db.deleteFrom("documents").where("organization_id", "=", site.organization_id).where("id", "in", documents).execute();
  const sum = (of: (page: SitePageRow) => number) => going.reduce((total, page) => total - of(page), 0);
  await recordChanged(context, site, {
    key: `${site.source_id} ${site.run} gone`,
    bytes: sum(({ text_bytes }) => text_bytes),
    passages: sum(({ passage_count }) => passage_count),
  });
}

/** What its first page says, since nothing else of it was read. */
function failureOf({ kind }: ReadSite, pages: readonly SitePageRow[]): Failure {
  const first = pages.find(({ depth, reason_code }) => depth === 0 && reason_code !== null && reason_code !== "moved");
  if (first?.reason) return { code: first.reason_code ?? "site_empty", message: asSentence(first.reason) };
  return siteFailure(kind === "url" ? "page_empty" : "site_empty");
}

function asSentence(reason: string): string {
  return /[.!?]$/.test(reason) ? reason : `${reason}.`;
}
