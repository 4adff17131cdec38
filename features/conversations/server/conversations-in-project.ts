import { sql } from "kysely";
import type { InProject } from "#access/product.ts";

const rows = sql`conversations b where b.organization_id = p.organization_id and b.project_id = p.id and b.last_message_at is not null`;

/** The conversations of a project in which something was asked, for its card. */
export const conversationsInProject: InProject = {
  record: "conversation",
  permission: "conversation:read",
  rows,
  lastActive: sql`(select b.last_message_at from ${rows} order by b.last_message_at desc limit 1)`,
};
