import { sql } from "kysely";
import type { InProject } from "#access/product.ts";

const rows = sql`sources b where b.organization_id = p.organization_id and b.project_id = p.id`;

/** The sources of a project, for its card. */
export const sourcesInProject: InProject = {
  record: "source",
  permission: "source:read",
  rows,
  lastActive: sql`(select max(b.updated_at) from ${rows})`,
};
