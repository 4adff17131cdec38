import { z } from "zod";
import { operation } from "#access/operation.ts";
import type { Db } from "#platform/database/transaction.ts";
import type { Platform } from "#platform/platform.ts";
import { ConversationSummary } from "../../contract/summary.ts";
import { requireConversation } from "../read-conversation.ts";
import { saidIn } from "./said-in.ts";

export const readSummary = operation({
  name: "conversation.read_summary",
  summary: "What a model wrote of a conversation for the team, and how many messages have been written since.",
  scope: "organization",
  kind: "read",
  permission: "conversation:read",
  params: ["project_id", "conversation_id"],
  input: z.object({}),
  output: ConversationSummary,
  example: ({ project_id, conversation_id }) => ({ params: { project_id, conversation_id } }),
  async run({ db, platform, organization, params }) {
    const conversation = await requireConversation(db, organization.id, params.project_id, params.conversation_id);
    return presentSummary(db, platform, organization.id, conversation.id);
  },
});

export async function presentSummary(
  db: Db,
  platform: Platform,
  organizationId: string,
  conversationId: string,
): Promise<ConversationSummary> {
  const written = await db
    .selectFrom("conversation_summaries")
    .select(["text", "model", "covers", "covers_until", "written_at"])
    .where("organization_id", "=", organizationId)
    .where("conversation_id", "=", conversationId)
    .executeTakeFirst();
  const available = platform.models.default !== null;
  if (!written) return { available, written: null };
  const { since } = await saidIn(db, organizationId, conversationId)
    .select((select) => select.fn.countAll<number>().as("since"))
    .where("m.id", ">", written.covers_until)
    .executeTakeFirstOrThrow();
  const { covers_until: _until, ...shown } = written;
  return { available, written: { ...shown, since } };
}
