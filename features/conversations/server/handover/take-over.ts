import { z } from "zod";
import { operation } from "#access/operation.ts";
import { Conversation } from "../../contract.ts";
import { findConversation } from "../read-conversation.ts";
import { auditedMove } from "./audited-move.ts";
import { lockConversation, moveHandover } from "./move-handover.ts";
import { actingMember } from "./team-member.ts";

export const takeOver = operation({
  name: "conversation.take_over",
  summary:
    "Takes a conversation over: the agent is silent until it is given back. Where another person has it, the answer is 409 and names them.",
  scope: "organization",
  kind: "write",
  says: () => "took over a conversation",
  permission: "conversation:reply",
  params: ["project_id", "conversation_id"],
  input: z.object({}),
  output: Conversation,
  example: ({ project_id, conversation_id }) => ({ params: { project_id, conversation_id } }),
  async run({ db, organization, actor, params, audit }) {
    const key = { organization_id: organization.id, project_id: params.project_id, id: params.conversation_id };
    const conversation = await lockConversation(db, key);
    const member = await actingMember(db, organization.id, actor);
    audit(auditedMove(conversation, await moveHandover(db, conversation, "take_over", member)));
    return findConversation(db, organization.id, params.project_id, conversation.id, member.id);
  },
});
