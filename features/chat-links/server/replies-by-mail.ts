import type { RepliesByMail } from "#access/product.ts";

/** What people write is mailed to visitors who left an address. */
export const repliesByMail: RepliesByMail = async (db, organizationId, conversationId) => {
  const lead = await db
    .selectFrom("lead_conversations as link")
    .innerJoin("leads as l", (join) => join.onRef("l.organization_id", "=", "link.organization_id").onRef("l.id", "=", "link.lead_id"))
    .select("l.id")
    .where("link.organization_id", "=", organizationId)
    .where("link.conversation_id", "=", conversationId)
    .where("l.email", "is not", null)
    .executeTakeFirst();
  return lead ? "yes" : "needs_address";
};
