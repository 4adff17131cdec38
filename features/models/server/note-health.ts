import { sql } from "kysely";
import type { Db } from "#platform/database/transaction.ts";
import type { ModelFailure } from "#platform/models/with-fallback.ts";
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

/** What an answer showed of the organization's providers: which did not do what it was asked, and which did again. */
export async function noteHealth(
  db: Db,
  organizationId: string,
  { failures, used }: { failures: readonly ModelFailure[]; used: readonly { provider_id: string | null }[] },
): Promise<void> {
  const errors = new Map(failures.map(({ provider_id, error }) => [provider_id, error]));
  for (const [id, error] of errors) if (id !== null) await noteFailure(db, organizationId, id, error);
  const works = used.flatMap(({ provider_id: id }) => (id !== null && !errors.has(id) ? [id] : []));
  if (works.length === 0) return;
  await db
    .updateTable("model_providers")
    .set({ worked_at: sql`now()`, last_error: null, failed_at: null })
    .where("organization_id", "=", organizationId)
    .where("id", "in", works)
    // Once a minute, so that answers do not wait for each other.
    .where(sql<boolean>`(last_error is not null or worked_at is null or worked_at < now() - interval '1 minute')`)
    .execute();
}
