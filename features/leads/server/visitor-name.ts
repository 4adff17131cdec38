import type { VisitorName } from "#access/product.ts";

/** The name of whose conversation it is, as they gave it. */
export const visitorName: VisitorName = async (db, organizationId, conversationId) => {
  const lead = await db
    .selectFrom("lead_conversations as c")
    .innerJoin("leads as l", (join) => join.onRef("l.organization_id", "=", "c.organization_id").onRef("l.id", "=", "c.lead_id"))
    .select("l.name")
    .where("c.organization_id", "=", organizationId)
    .where("c.conversation_id", "=", conversationId)
    .executeTakeFirst();
  return lead?.name ?? null;
};
