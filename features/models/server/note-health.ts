import { sql } from "kysely";
import type { Db } from "#platform/database/transaction.ts";
import type { Listed } from "./ask-provider.ts";

/** What Owners and Admins read on the Models page of a provider that does not do what it is asked. */
export async function noteFailure(db: Db, organizationId: string, providerId: string, error: string): Promise<void> {
  await db
    .updateTable("model_providers")
    .set({ last_error: error, failed_at: sql`now()` })
    .where("organization_id", "=", organizationId)
    .where("id", "=", providerId)
    .execute();
}

export async function noteListed(db: Db, organizationId: string, providerId: string, listed: Listed): Promise<void> {
  await db
    .updateTable("model_providers")
    .set({ ...listed, worked_at: sql`now()`, last_error: null, failed_at: null })
    .where("organization_id", "=", organizationId)
    .where("id", "=", providerId)
    .execute();
}
