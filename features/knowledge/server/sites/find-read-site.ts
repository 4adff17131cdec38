import type { Db } from "#platform/database/transaction.ts";
import type { ReadSite } from "./site-row.ts";

/** A site whose source waits to be read; null where it does not, or is gone. */
export async function findReadSite(db: Db, key: { organization_id: string; source_id: string }): Promise<ReadSite | null> {
  const row = await db
    .selectFrom("sites")
    .innerJoin("sources", (join) =>
      join.onRef("sources.organization_id", "=", "sites.organization_id").onRef("sources.id", "=", "sites.source_id"),
    )
    .selectAll("sites")
    .select("sources.kind")
    .where("sites.organization_id", "=", key.organization_id)
    .where("sites.source_id", "=", key.source_id)
    .where("sources.status", "=", "processing")
    .executeTakeFirst();
  return row ?? null;
}
