import { z } from "zod";
import { operation } from "#access/operation.ts";
import { Conversation } from "../../contract.ts";
import { findConversation } from "../read-conversation.ts";
import { auditedMove } from "./audited-move.ts";
import { summarizeClosed } from "../summary/summarize-closed.ts";
import { lockInProject, moveHandover } from "./move-handover.ts";
import { actingMember } from "./team-member.ts";
import type { HandoverEvent } from "./transitions.ts";

/** What somebody of the team does to the state of a conversation. @param said what the audit log says of it */
const moveBy = (event: HandoverEvent, summary: string, said: string) =>
  operation({
    name: `conversation.${event}`,
    summary,
    scope: "organization",
    kind: "write",
    says: () => said,
    permission: "conversation:reply",
    params: ["project_id", "conversation_id"],
    input: z.object({}),
    output: Conversation,
    // It holds what a visitor said, of which an erasure leaves nothing.
    secretAnswer: true,
    example: ({ project_id, conversation_id }) => ({ params: { project_id, conversation_id } }),
    async run({ db, send, organization, actor, params, audit }) {
      const conversation = await lockInProject(db, organization.id, params);
      const member = await actingMember(db, organization.id, actor);
      const move = await moveHandover(db, conversation, event, member);
      audit(auditedMove(conversation, move));
      if (move.moved && move.state === "closed") await send(summarizeClosed, { conversation_id: conversation.id });
      return findConversation(db, organization.id, params.project_id, conversation.id, member.id);
    },
  });

export const takeOver = moveBy(
  "take_over",
  "Takes a conversation over: the agent is silent until it is given back. Where another person has it, the answer is 409 and names them.",
  "took over a conversation",
);
export const giveBack = moveBy("give_back", "Gives a conversation back to the agent.", "gave a conversation back to the agent");
export const closeConversation = moveBy("close", "Closes a conversation. It opens again when its visitor writes.", "closed a conversation");
export const reopenConversation = moveBy("reopen", "Reopens a closed conversation; the agent answers in it.", "reopened a conversation");
