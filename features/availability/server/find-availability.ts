import type { Db } from "#platform/database/transaction.ts";
import { Availability } from "../contract.ts";

/** What a project has set; null where it has set nothing. */
export async function findAvailability(db: Db, organizationId: string, projectId: string): Promise<Availability | null> {
  const row = await db
    .selectFrom("availabilities as a")
    .innerJoin("organizations as o", "o.id", "a.organization_id")
    .select(["a.hours", "a.expected", "a.expected_closed", "a.wait_minutes", "a.in_turn", "a.limit_each"])
    .select(["a.holidays", "a.version", "a.updated_at", "o.time_zone"])
    .where("a.organization_id", "=", organizationId)
    .where("a.project_id", "=", projectId)
    .executeTakeFirst();
  return row ? Availability.parse(row) : null;
}
