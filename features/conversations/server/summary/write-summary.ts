import { sql } from "kysely";
import { z } from "zod";
import { procedure } from "#access/operation.ts";
import { asStorable } from "#features/answering/server/clean-text.ts";
import { summaryInstructions, summaryMessageFor, type Turn } from "#features/answering/server/prompt.ts";
import { writeText } from "#features/answering/server/write-text.ts";
import { countTokens, reserveTokens } from "#features/budgets/server/model-tokens.ts";
import type { Db } from "#platform/database/transaction.ts";
import { AppError, conflict, notFound } from "#platform/errors.ts";
import { newId } from "#platform/ids.ts";
import { ConversationSummary } from "../../contract/summary.ts";
import { channelOf } from "../find-conversation.ts";
import { conversationTarget } from "../handover/audited-move.ts";
import { presentSummary } from "./read-summary.ts";
import { saidIn } from "./said-in.ts";

const lengthMax = 2_000;

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
    const { conversation, messages } = await transaction(({ db }) => readSaid(db, organizationId, params), "read");
    if (model === null) throw conflict("No model is set on this installation, so none can write a summary.");
    if (messages.length === 0) throw conflict("Nothing has been said in this conversation yet.");
    const use = {
      reservation: newId("job"),
      projectId: conversation.project_id,
      agentId: conversation.agent_id,
      channel: channelOf(conversation),
    };
    await transaction(async ({ db, audit }) => {
      audit(null);
      await reserveTokens(db, organizationId, use, platform.env.answerSecondsMax);
    });
    const asked = { instructions: summaryInstructions, message: summaryMessageFor(messages.map(asTurn)) };
    const { text, tokens } = await writeText({ platform, log, signal: request.signal }, model, asked);
    // What it took counts whatever became of it.
    const kept = await transaction(async ({ db, send, audit }) => {
      await countTokens({ db, send }, organizationId, use, tokens);
      const summary = asStorable((text ?? "").trim().slice(0, lengthMax)).trim();
      const isKept = summary !== "" && (await keep(db, conversation, { text: summary, model, messages }));
      audit(isKept ? { target: conversationTarget(conversation.id), after: { messages: messages.length } } : null);
      return isKept ? presentSummary(db, platform, organizationId, conversation.id) : null;
    });
    if (!kept) throw new AppError("unavailable", "The model wrote no summary. Try again in a while.");
    return kept;
  },
});

type Conversation = Awaited<ReturnType<typeof readSaid>>["conversation"];
type Said = { id: string; role: string; text: string };

async function readSaid(db: Db, organizationId: string, params: Readonly<Record<"project_id" | "conversation_id", string>>) {
  const conversation = await db
    .selectFrom("conversations")
    .select(["organization_id", "id", "project_id", "agent_id", "test", "texts_removed_at"])
    .where("organization_id", "=", organizationId)
    .where("project_id", "=", params.project_id)
    .where("id", "=", params.conversation_id)
    .executeTakeFirst();
  if (!conversation) throw notFound("There is no such conversation.");
  const messages = await saidIn(db, organizationId, conversation.id).select(["m.id", "m.role", "m.text"]).orderBy("m.id").execute();
  return { conversation, messages };
}

/** @returns false where the conversation or its texts went while the model wrote */
async function keep(
  db: Db,
  { organization_id, id, texts_removed_at }: Conversation,
  { text, model, messages }: { text: string; model: string; messages: readonly Said[] },
): Promise<boolean> {
  const there = await db
    .selectFrom("conversations")
    .select("id")
    .where("organization_id", "=", organization_id)
    .where("id", "=", id)
    .where("texts_removed_at", "is not distinct from", texts_removed_at)
    .forShare()
    .executeTakeFirst();
  if (!there) return false;
  const fresh = { text, model, covers: messages.length, covers_until: messages.at(-1)!.id, written_at: sql<string>`now()` };
  await db
    .insertInto("conversation_summaries")
    .values({ organization_id, conversation_id: id, ...fresh })
    .onConflict((at) => at.columns(["organization_id", "conversation_id"]).doUpdateSet(fresh))
    .execute();
  return true;
}

const asTurn = ({ role, text }: Said): Turn => ({ role: role as Turn["role"], text });
