import type { HeldByMember } from "#access/product.ts";
import { withinConversation } from "../within-conversation.ts";
import { lockConversation, moveHandover } from "./move-handover.ts";

/** What somebody has taken over waits for another person once they are gone; what was meant for them is nobody's. */
export const conversationsOfMember: HeldByMember = {
  name: "conversations",
  async end(db, organizationId, membershipId) {
    const held = await db
      .selectFrom("conversations")
      .select(["id", "project_id"])
      .where("organization_id", "=", organizationId)
      .where("assigned_to", "=", membershipId)
      .where("handover", "=", "person")
      .orderBy("id")
      .execute();
    for (const { id } of held) {
      const conversation = await lockConversation(db, { organization_id: organizationId, id });
      if (conversation.assigned_to === membershipId && conversation.handover === "person")
        await moveHandover(db, conversation, "leave", null);
    }
    return {
      names: held.map(({ id }) => id),
      also: held.map(({ id, project_id }) => ({
        name: "conversation.leave",
        target: { type: "conversation", id },
        within: withinConversation({ id, project_id }),
      })),
    };
  },
};
