import { sql } from "kysely";
import { diffWords } from "diff";
import type { Db } from "#platform/database/transaction.ts";
import type { TextPassage } from "../chunk-text.ts";
import { countWords } from "../chunk-text.ts";
import type { ReadSite, SitePageRow } from "./site-row.ts";

/** So many readings can be looked back at. */
const runsKept = 12;

/** Keeps what a page said before and says now; the first reading of a site is no change of it. */
export async function recordChange(
  db: Db,
  site: ReadSite,
  page: SitePageRow,
  now: { title: string; passages: readonly TextPassage[] } | null,
): Promise<void> {
  if (site.run === 1) return;
  const { organization_id, source_id, run } = site;
  const before = page.document_id ? await readPassages(db, organization_id, page.document_id) : [];
  const after = now?.passages ?? [];
  const words = countChanged(before, after);
  await db
    .insertInto("site_changes")
    .values({
      organization_id,
      source_id,
      run,
      url: page.url,
      title: now?.title ?? page.title ?? page.url,
      kind: now === null ? "gone" : page.document_id ? "changed" : "new",
      before: JSON.stringify(before),
      after: JSON.stringify(after),
      words_added: words.added,
      words_removed: words.removed,
    })
    .onConflict((conflict) => conflict.columns(["organization_id", "source_id", "run", "url"]).doNothing())
    .execute();
}

/** Forgets the changes of readings long past. */
export async function forgetChanges(db: Db, { organization_id, source_id, run }: ReadSite): Promise<void> {
  await sql`
    delete from site_changes where organization_id = ${organization_id} and source_id = ${source_id} and run <= ${run - runsKept}
  `.execute(db);
}

async function readPassages(db: Db, organizationId: string, documentId: string): Promise<TextPassage[]> {
  return db
    .selectFrom("chunks")
    .select(["headings", "text"])
    .where("organization_id", "=", organizationId)
    .where("document_id", "=", documentId)
    .orderBy("position")
    .execute();
}

/** Comparing texts takes the longer the more they differ; beyond this both count as a whole. */
const compareMs = 100;

function countChanged(before: readonly TextPassage[], after: readonly TextPassage[]): { added: number; removed: number } {
  const [was, is] = [before, after].map((passages) => passages.map(({ text }) => text).join("\n")) as [string, string];
  const parts = diffWords(was, is, { timeout: compareMs }) ?? [
    { value: was, added: false, removed: true },
    { value: is, added: true, removed: false },
  ];
  const sum = (kind: "added" | "removed") => parts.reduce((total, part) => total + (part[kind] ? countWords(part.value) : 0), 0);
  return { added: sum("added"), removed: sum("removed") };
}
