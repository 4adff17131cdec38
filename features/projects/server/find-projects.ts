import { sql } from "kysely";
import type { FindRecords } from "#access/product.ts";

/** Projects by id, for features above. */
export const findProjects: FindRecords = (db, organizationId, ids, { lock = false } = {}) => {
  const found = db
    .selectFrom("projects")
    .select(["id", "name"])
    .select(sql<null>`null`.as("project_id"))
    .where("organization_id", "=", organizationId)
    .where((where) => where("id", "=", where.fn.any(where.val([...ids]))))
    .orderBy("id");
  return (lock ? found.forKeyShare() : found).execute();
};
