import { sql } from "kysely";
import type { InProject } from "#access/product.ts";

const rows = sql`agents b where b.organization_id = p.organization_id and b.project_id = p.id`;

/** The agents of a project, for its card. */
export const agentsInProject: InProject = {
  record: "agent",
  permission: "agent:read",
  rows,
  lastActive: sql`(select max(b.updated_at) from ${rows})`,
};
