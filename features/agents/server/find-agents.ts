import type { FindRecords } from "#access/product.ts";

/** Agents by id, for features above. */
export const findAgents: FindRecords = (db, organizationId, ids, { lock = false } = {}) => {
  const found = db
    .selectFrom("agents")
    .select(["id", "name", "project_id"])
    .where("organization_id", "=", organizationId)
    .where((where) => where("id", "=", where.fn.any(where.val([...ids]))))
    .orderBy("id");
  return (lock ? found.forKeyShare() : found).execute();
};
