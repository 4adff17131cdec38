import type { Updateable } from "kysely";
import type { Db } from "#platform/database/transaction.ts";
import type { Sites } from "#platform/database/schema.ts";

/** Changes what is known of a site as a whole. */
export async function changeSite(
  db: Db,
  { organization_id, source_id }: { organization_id: string; source_id: string },
  change: Updateable<Sites>,
): Promise<void> {
  await db.updateTable("sites").set(change).where("organization_id", "=", organization_id).where("source_id", "=", source_id).execute();
}
