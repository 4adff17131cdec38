import { sql } from "kysely";

/** Selects how many members and projects an organization `o` has. */
export const counts = [
  sql<number>`(select count(*) from memberships c where c.organization_id = o.id)`.as("member_count"),
  sql<number>`(select count(*) from projects c where c.organization_id = o.id)`.as("project_count"),
] as const;
