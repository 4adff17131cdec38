import { z } from "zod";
import { operation } from "#access/operation.ts";
import { Conversation } from "../../contract.ts";
import { findConversation } from "../read-conversation.ts";
import { auditedMove } from "./audited-move.ts";
import { lockConversation, moveHandover } from "./move-handover.ts";
import { actingMember } from "./team-member.ts";

export const giveBack = operation({
  name: "conversation.give_back",
  summary: "Gives a conversation back to the agent.",
  scope: "organization",
  kind: "write",
  says: () => "gave a conversation back to the agent",
  permission: "conversation:reply",
  params: ["project_id", "conversation_id"],
  input: z.object({}),
  output: Conversation,
  example: ({ project_id, conversation_id }) => ({ params: { project_id, conversation_id } }),
  async run({ db, organization, actor, params, audit }) {
    const key = { organization_id: organization.id, project_id: params.project_id, id: params.conversation_id };
    const conversation = await lockConversation(db, key);
    const member = await actingMember(db, organization.id, actor);
    audit(auditedMove(conversation, await moveHandover(db, conversation, "give_back", member)));
    return findConversation(db, organization.id, params.project_id, conversation.id, member.id);
  },
});
