import type { AsksVisitors } from "#access/product.ts";

/** Whether an agent has a form that its visitors are shown. */
export const asksVisitors: AsksVisitors = async (db, organizationId, agentId) => {
  const form = await db
    .selectFrom("lead_forms")
    .select("agent_id")
    .where("organization_id", "=", organizationId)
    .where("agent_id", "=", agentId)
    .where("mode", "!=", "off")
    .executeTakeFirst();
  return form !== undefined;
};
