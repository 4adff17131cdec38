import { z } from "zod";
import { procedure, type OpenTransaction } from "#access/operation.ts";
import { answerMadeFile } from "#platform/http/made-file.ts";
import { transcriptFormats, type Message } from "../../contract.ts";
import { messageColumns, presentMessage } from "../present-message.ts";
import { findConversation } from "../read-conversation.ts";
import { jsonTranscript } from "./json-transcript.ts";
import { textTranscript } from "./text-transcript.ts";

const messagesPerPage = 500;

export const readTranscript = procedure({
  name: "conversation.transcript",
  summary: "A conversation as a file, `text` to read or `json`: who said what, when and citing what. Notes are left out unless asked for.",
  scope: "organization",
  kind: "read",
  permission: "conversation:read",
  params: ["project_id", "conversation_id"],
  input: z.object({ format: z.enum(transcriptFormats).default("text"), notes: z.stringbool().default(false) }),
  output: "stream",
  mediaType: "*/*",
  example: ({ project_id, conversation_id }) => ({ params: { project_id, conversation_id }, input: { format: "text" } }),
  async run({ organization, params, transaction, request }, { format, notes }) {
    const { project_id, conversation_id } = params;
    const conversation = await transaction(({ db }) => findConversation(db, organization.id, project_id, conversation_id, null), "read");
    const messages = messagesOf(transaction, { organizationId: organization.id, conversationId: conversation.id, notes }, request.signal);
    return format === "json"
      ? answerMadeFile(`${conversation.id}.json`, "application/json", jsonTranscript(conversation, messages))
      : answerMadeFile(`${conversation.id}.txt`, "text/plain", textTranscript(conversation, messages));
  },
});

type Place = { organizationId: string; conversationId: string; notes: boolean };

/** A page in memory at a time, each in a short transaction: a reader who is slow holds nothing open. */
async function* messagesOf(
  transaction: OpenTransaction,
  { organizationId, conversationId, notes }: Place,
  signal: AbortSignal,
): AsyncGenerator<Message> {
  for (let after = ""; ;) {
    signal.throwIfAborted();
    const rows = await transaction(
      ({ db }) =>
        db
          .selectFrom("messages as m")
          .select(messageColumns)
          .where("m.organization_id", "=", organizationId)
          .where("m.conversation_id", "=", conversationId)
          .where("m.id", ">", after)
          .$if(!notes, (messages) => messages.where("m.role", "!=", "note"))
          .orderBy("m.id")
          .limit(messagesPerPage)
          .execute(),
      "read",
    );
    for (const row of rows) yield presentMessage(row);
    if (rows.length < messagesPerPage) return;
    after = rows.at(-1)!.id;
  }
}
