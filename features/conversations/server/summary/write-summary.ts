import { z } from "zod";
import { procedure } from "#access/operation.ts";
import { AppError, conflict, notFound } from "#platform/errors.ts";
import { ConversationSummary } from "../../contract/summary.ts";
import { conversationTarget } from "../handover/audited-move.ts";
import { haveWritten, readSaid } from "./have-written.ts";
import { presentSummary } from "./read-summary.ts";

export const writeSummary = procedure({
  name: "conversation.summarize",
  summary:
    "Has the installation's model write what a conversation is about, in place of what it wrote before. It takes tokens, which count in usage and budgets.",
  scope: "organization",
  kind: "write",
  says: () => "had a conversation summarised",
  permission: "conversation:reply",
  params: ["project_id", "conversation_id"],
  input: z.object({}),
  output: ConversationSummary,
  example: ({ project_id, conversation_id }) => ({ params: { project_id, conversation_id } }),
  async run({ platform, log, transaction, organization: { id: organizationId }, params, request }) {
    await platform.models.ready();
    const model = platform.models.default;
    const said = await transaction(({ db }) => readSaid(db, organizationId, params.conversation_id), "read");
    if (said?.conversation.project_id !== params.project_id) throw notFound("There is no such conversation.");
    if (model === null) throw conflict("No model is set on this installation, so none can write a summary.");
    const { conversation, messages } = said;
    if (messages.length === 0) throw conflict("Nothing has been said in this conversation yet.");
    const kept = await haveWritten({ platform, log, transaction, signal: request.signal }, model, said, async ({ db, audit }, isKept) => {
      audit(isKept ? { target: conversationTarget(conversation.id), after: { messages: messages.length } } : null);
      return isKept ? presentSummary(db, platform, organizationId, conversation.id) : null;
    });
    if (!kept) throw new AppError("unavailable", "The model wrote no summary. Try again in a while.");
    return kept;
  },
});
