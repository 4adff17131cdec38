import { sql } from "kysely";
import type { TransactionContext } from "#access/operation.ts";
import { requireRoom } from "#features/budgets/server/require-room.ts";
import { BudgetSpent } from "#features/budgets/server/budget-spent.ts";
import type { Db } from "#platform/database/transaction.ts";
import type { Platform } from "#platform/platform.ts";
import { chargeParser } from "../parser-turns.ts";
import { countStored, recordChanged } from "../record-stored.ts";
import { replaceDocuments } from "../save-passages.ts";
import { tellSourceProgress } from "../tell-source.ts";
import { addPages } from "./add-pages.ts";
import { changeSite } from "./change-site.ts";
import { recordChange } from "./record-change.ts";
import { because, becauseOf, type PageReason } from "./page-reasons.ts";
import { isUnanswered, type PageResult, type PageText } from "./read-page.ts";
import { isWanted, scopeOf, withinSite } from "./scope.ts";
import type { ReadSite, SitePageRow } from "./site-row.ts";
import { attemptsMax } from "./take-page.ts";

type Context = Pick<TransactionContext, "db" | "send" | "tell"> & { platform: Platform };
type PageSet = Partial<Omit<SitePageRow, "organization_id" | "source_id" | "url" | "position">>;

/** What comes of a page, and all that follows from it, in the open transaction: its text is replaced as a whole or not at all. */
export async function savePage(context: Context, site: ReadSite, page: SitePageRow, result: PageResult, spentMs: number): Promise<void> {
  const { db } = context;
  const source = await db
    .selectFrom("sources")
    .select("id")
    .where("organization_id", "=", site.organization_id)
    .where("id", "=", site.source_id)
    .forUpdate()
    .executeTakeFirst();
  if (!source) return;
  const outcome = await outcomeOf(context, site, page, result);
  await setPage(db, site, page, outcome);
  const isWithout = outcome.outcome === "failed" || outcome.outcome === "skipped";
  if (isWithout && !textElsewhere.has(outcome.reason_code ?? "")) await askNaming(db, site, page);
  const links = result.outcome === "elsewhere" ? [] : followable(site, page, result.links);
  await addPages(db, site, links, { depth: page.depth + 1, from: page.url });
  if (result.seconds > 0) await chargeParser(db, site.organization_id, result.seconds);
  await count(db, site, page, result, spentMs);
  await tellSourceProgress(context, { id: site.source_id, project_id: site.project_id });
}

async function outcomeOf(context: Context, site: ReadSite, page: SitePageRow, result: PageResult): Promise<PageSet> {
  switch (result.outcome) {
    case "later":
      if (page.attempts < attemptsMax)
        return { retry_at: inMs(result.afterMs * page.attempts) as never, reason_code: result.reason.code, reason: result.reason.text };
      return ended(site, "failed", result.reason);
    case "same":
      return { outcome: "unchanged", run: site.run, reason_code: null, reason: null, attempts: 0 };
    case "elsewhere":
      // Where the page that it names has no text, this one is what there is.
      if (result.text && (await isWithoutText(context.db, site, page, result.to))) return saveText(context, site, page, result.text);
      await goElsewhere(context.db, site, page, result.to);
      return ended(site, "skipped", result.reason, page.document_id !== null);
    case "text":
      return saveText(context, site, page, result.text);
    default:
      return ended(site, result.outcome, notFound(page, result.reason), result.goes && page.document_id !== null);
  }
}

/** Its text is at yet another address where it says so, unless that is the one that asks. */
const textElsewhere = new Set(["canonical", "moved", "duplicate"]);

async function isWithoutText(db: Db, { organization_id, source_id }: ReadSite, page: SitePageRow, url: string): Promise<boolean> {
  const row = await db
    .selectFrom("site_pages")
    .select(["outcome", "reason_code", "reason"])
    .where("organization_id", "=", organization_id)
    .where("source_id", "=", source_id)
    .where("url", "=", url)
    .executeTakeFirst();
  if (row?.outcome !== "failed" && row?.outcome !== "skipped") return false;
  return !textElsewhere.has(row.reason_code ?? "") || row.reason === becauseOf("canonical", page.url).text;
}

/** Pages that named this one as their address, and were left out for it, are looked at once more: it has no text. */
async function askNaming(db: Db, { organization_id, source_id, run }: ReadSite, { url }: SitePageRow): Promise<void> {
  const { code, text } = becauseOf("canonical", url);
  await db
    .updateTable("site_pages")
    .set({ outcome: "processing", attempts: 0, is_going: false, reason_code: null, reason: null })
    .where("organization_id", "=", organization_id)
    .where("source_id", "=", source_id)
    .where("run", "=", run)
    .where("outcome", "=", "skipped")
    .where("reason_code", "=", code)
    .where("reason", "=", text)
    .where("url", "<>", url)
    .execute();
}

async function saveText(context: Context, site: ReadSite, page: SitePageRow, text: PageText): Promise<PageSet> {
  const { db, platform } = context;
  const { organization_id, project_id, source_id } = site;
  const seen = { etag: text.etag, last_modified: text.lastModified, run: site.run, reason_code: null, reason: null, attempts: 0 };
  if (page.document_id && page.text_hash === text.hash) return { ...seen, outcome: "unchanged" };
  const twin = await findTwin(db, site, page, text.hash);
  if (twin) return ended(site, "skipped", becauseOf("duplicate", twin), page.document_id !== null);
  const added = text.bytes - page.text_bytes;
  if (!(await hasRoom(platform, db, organization_id, added))) {
    await changeSite(db, site, { ended_by: "storage" });
    return ended(site, "skipped", because("limit_storage"));
  }
  await recordChange(db, site, page, { title: text.title, passages: text.passages });
  const document = { organization_id, project_id, source_id, title: text.title, url: text.url, position: page.position };
  const document_id = await replaceDocuments(db, page.document_id ? [page.document_id] : [], document, text.passages);
  await recordChanged(context, site, {
    key: `${source_id} ${site.run} ${page.position}`,
    bytes: added,
    passages: text.passages.length - page.passage_count,
  });
  return {
    ...seen,
    outcome: "synced",
    title: text.title,
    text_hash: text.hash,
    document_id,
    passage_count: text.passages.length,
    text_bytes: text.bytes,
    synced_at: new Date() as never,
    reason: text.warnings[0] ?? null,
  };
}

/** Another page of the site that has this very text. */
async function findTwin(db: Db, { organization_id, source_id }: ReadSite, { url }: SitePageRow, hash: string): Promise<string | null> {
  const row = await db
    .selectFrom("site_pages")
    .select("url")
    .where("organization_id", "=", organization_id)
    .where("source_id", "=", source_id)
    .where("text_hash", "=", hash)
    .where("document_id", "is not", null)
    .where("is_going", "=", false)
    .where("url", "<>", url)
    .limit(1)
    .executeTakeFirst();
  return row?.url ?? null;
}

async function hasRoom(platform: Platform, db: Db, organizationId: string, wanted: number): Promise<boolean> {
  if (wanted <= 0) return true;
  try {
    await requireRoom(platform, db, organizationId, { kind: "bytes_stored", count: () => countStored(db, organizationId), wanted });
    return true;
  } catch (error) {
    if (error instanceof BudgetSpent) return false;
    throw error;
  }
}

/** The page that is read instead comes in this one's place. Where the first page leads to another host, the site is there. */
async function goElsewhere(db: Db, site: ReadSite, page: SitePageRow, to: string): Promise<void> {
  if (withinSite(site.scope, to)) return addPages(db, site, [to], { depth: page.depth, from: page.linked_from });
  if (page.depth > 0) return;
  await changeSite(db, site, { scope: movedScope(site, to) });
  await addPages(db, site, [to], { depth: 0 });
}

/** The same part of the other host, where the redirect keeps the path; else below the page that it leads to. */
function movedScope({ scope }: ReadSite, to: string): string {
  const [was, is] = [new URL(scope), new URL(to)];
  return is.pathname.startsWith(was.pathname) ? `${is.origin}${was.pathname}` : scopeOf(to);
}

/** Links that stay on the site; those that patterns leave out are no pages of it. A page by itself leads nowhere. */
function followable(site: ReadSite, page: SitePageRow, links: readonly string[]): string[] {
  if (site.kind === "url") return [];
  return links.flatMap((link) => {
    const own = withinSite(site.scope, link);
    return own && own !== page.url && isWanted(site, own) ? [own] : [];
  });
}

/** @param goes whether the text that was read of it goes when the reading ends */
function ended(site: ReadSite, outcome: "skipped" | "failed", { code, text }: PageReason, goes = false): PageSet {
  return { outcome, reason_code: code, reason: text, run: site.run, attempts: 0, is_going: goes };
}

function notFound({ linked_from }: SitePageRow, reason: PageReason): PageReason {
  if (reason.code !== "not_found" || !linked_from) return reason;
  return { ...reason, text: `${reason.text}, linked from ${new URL(linked_from).pathname.slice(0, 200)}` };
}

async function setPage(db: Db, { organization_id, source_id }: ReadSite, { url }: SitePageRow, set: PageSet): Promise<void> {
  await db
    .updateTable("site_pages")
    .set(set as object)
    .where("organization_id", "=", organization_id)
    .where("source_id", "=", source_id)
    .where("url", "=", url)
    .execute();
}

const unasked = new Set<string>(["robots", "excluded"]);

/** Counts what limits count, and says how far the reading is. A page that is tried again counts when it ends, and is missed once. */
async function count(
  db: Db,
  { organization_id, source_id }: ReadSite,
  page: SitePageRow,
  result: PageResult,
  spentMs: number,
): Promise<void> {
  const asked = !("reason" in result && unasked.has(result.reason.code));
  const isMiss = isUnanswered(result);
  await sql`
    update sites set spent_ms = spent_ms + ${Math.round(spentMs)}, fetched_bytes = fetched_bytes + ${result.fetchedBytes},
      requests = requests + ${asked && result.outcome !== "later" ? 1 : 0}, misses = case when ${isMiss && page.attempts > 1} then misses when ${isMiss} then misses + 1 when ${asked} then 0 else misses end
    where organization_id = ${organization_id} and source_id = ${source_id}
  `.execute(db);
  await sql`
    update sources set updated_at = now(), progress = least(99, coalesce((
      select 100 * count(*) filter (where outcome <> 'processing') / greatest(count(*), 1)
      from site_pages where organization_id = ${organization_id} and source_id = ${source_id}
    ), 0))
    where organization_id = ${organization_id} and id = ${source_id} and status = 'processing'
  `.execute(db);
}

function inMs(ms: number): Date {
  return new Date(Date.now() + ms);
}
