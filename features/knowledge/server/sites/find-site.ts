import type { Db } from "#platform/database/transaction.ts";
import { conflict } from "#platform/errors.ts";
import { findSource } from "../find-source.ts";
import { isSite } from "../kinds/source-kinds.ts";
import type { SourceRow } from "../source-row.ts";
import type { SiteRow } from "./site-row.ts";

/**
 * A page or site of the web, of this project of this organization.
 * @throws AppError `not_found`; `conflict` where the source is something else
 */
export async function findSite(
  db: Db,
  organizationId: string,
  params: { project_id: string; source_id: string },
): Promise<{ source: SourceRow; site: SiteRow }> {
  const source = await findSource(db, organizationId, params.project_id, params.source_id);
  if (!isSite(source)) throw conflict("This source is not on the web.");
  const site = await db
    .selectFrom("sites")
    .selectAll()
    .where("organization_id", "=", organizationId)
    .where("source_id", "=", source.id)
    .executeTakeFirstOrThrow();
  return { source, site };
}
