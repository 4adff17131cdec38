import { operation } from "#access/operation.ts";
import { Message } from "../../contract.ts";
import { WriteNote } from "../../contract/handover.ts";
import { lockInProject } from "./move-handover.ts";
import { actingMember } from "./team-member.ts";
import { writeAsTeam } from "./write-as-team.ts";

export const note = operation({
  name: "message.note",
  summary: "Adds a note that the team alone reads.",
  scope: "organization",
  kind: "write",
  says: null,
  permission: "conversation:reply",
  params: ["project_id", "conversation_id"],
  input: WriteNote,
  output: Message,
  status: 201,
  // It may say who the visitor is, of which an erasure leaves nothing.
  secretAnswer: true,
  example: ({ project_id, conversation_id }) => ({ params: { project_id, conversation_id }, input: { text: "The parcel is on its way." } }),
  async run({ db, organization, actor, params, audit, tell }, { text }) {
    const conversation = await lockInProject(db, organization.id, params);
    const member = await actingMember(db, organization.id, actor);
    // It is its own record.
    audit(null);
    return writeAsTeam({ db, tell }, conversation, { role: "note", text, member });
  },
});
