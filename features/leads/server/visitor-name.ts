import type { VisitorName } from "#access/product.ts";

/** The name of whose conversation it is, as they gave it; else as their website has signed it. */
export const visitorName: VisitorName = async (db, organizationId, conversationId) => {
  const lead = await db
    .selectFrom("lead_conversations as c")
    .innerJoin("leads as l", (join) => join.onRef("l.organization_id", "=", "c.organization_id").onRef("l.id", "=", "c.lead_id"))
    .select("l.name")
    .where("c.organization_id", "=", organizationId)
    .where("c.conversation_id", "=", conversationId)
    .executeTakeFirst();
  if (lead?.name) return lead.name;
  const visit = await db
    .selectFrom("visits")
    .select("identity_name")
    .where("organization_id", "=", organizationId)
    .where("conversation_id", "=", conversationId)
    .executeTakeFirst();
  return visit?.identity_name ?? null;
};
