import { operation } from "#access/operation.ts";
import { conflict } from "#platform/errors.ts";
import { Message } from "../../contract.ts";
import { SendReply } from "../../contract/handover.ts";
import { lockInProject, takenSentence } from "./move-handover.ts";
import { actingMember } from "./team-member.ts";
import { writeAsTeam } from "./write-as-team.ts";

export const reply = operation({
  name: "message.reply",
  summary:
    "Writes to the visitor as a person of the team. It takes the conversation to be yours: take it over first. `attachments` names files that were uploaded for it.",
  scope: "organization",
  kind: "write",
  says: null,
  permission: "conversation:reply",
  params: ["project_id", "conversation_id"],
  input: SendReply,
  output: Message,
  status: 201,
  // It may say who the visitor is, of which an erasure leaves nothing.
  secretAnswer: true,
  example: ({ project_id, conversation_id }) => ({
    params: { project_id, conversation_id },
    input: { text: "Hello, how can I help?" },
    handover: "person",
  }),
  async run({ db, organization, actor, params, audit, tell }, said) {
    const conversation = await lockInProject(db, organization.id, params);
    const member = await actingMember(db, organization.id, actor);
    if (conversation.handover !== "person") throw conflict("Take the conversation over before you write to the visitor.");
    if (conversation.assigned_to !== null && conversation.assigned_to !== member.id)
      throw conflict(await takenSentence(db, organization.id, conversation.assigned_to));
    // It is its own record.
    audit(null);
    return writeAsTeam({ db, tell }, conversation, { role: "person", ...said, member });
  },
});
