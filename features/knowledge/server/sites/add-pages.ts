import { sql } from "kysely";
import type { Db } from "#platform/database/transaction.ts";
import { linksDeep } from "../../contract/sites.ts";
import { isNoPage } from "./kind-of-content.ts";
import type { ReadSite } from "./site-row.ts";

/** Of each page that can be read, so many are remembered: a calendar has pages without end. */
const foundPerPage = 3;
const foundBeside = 500;

/** Puts pages in line to be read, in the order given; those that are in it already stay where they are. */
export async function addPages(
  db: Db,
  { organization_id, source_id, pages_max }: Pick<ReadSite, "organization_id" | "source_id" | "pages_max">,
  urls: readonly string[],
  { depth, from = null }: { depth: number; from?: string | null },
): Promise<void> {
  const wanted = [...new Set(urls)].filter((url) => !isNoPage(url));
  if (wanted.length === 0 || depth > linksDeep) return;
  const most = pages_max * foundPerPage + foundBeside;
  await sql`
    insert into site_pages (organization_id, source_id, url, depth, linked_from)
    select ${organization_id}, ${source_id}, url, ${depth}, ${from}
    from unnest(${wanted}::text[]) with ordinality as found (url, place)
    where not exists (
      select from site_pages known
      where known.organization_id = ${organization_id} and known.source_id = ${source_id} and known.url = found.url
    )
    order by place
    limit greatest(0, ${most} - (select count(*) from site_pages where organization_id = ${organization_id} and source_id = ${source_id}))
    on conflict do nothing
  `.execute(db);
}
