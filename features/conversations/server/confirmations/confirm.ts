import { sql } from "kysely";
import { procedure } from "#access/operation.ts";
import { findVersion } from "#features/agents/server/versions/find-version.ts";
import type { ToolCall } from "#features/answering/contract.ts";
import type { AgentTool } from "#features/answering/server/agent-tool.ts";
import { doneSentence, notDoneSentence } from "#features/answering/server/small-talk.ts";
import { ToolCalls, type Told } from "#features/answering/server/tool-calls.ts";
import { withOwnAddresses } from "#features/answering/server/own-addresses.ts";
import { openTools } from "#features/tools/server/open-tools.ts";
import type { Db } from "#platform/database/transaction.ts";
import { notFound } from "#platform/errors.ts";
import { newId } from "#platform/ids.ts";
import { Confirm, Confirmed, ConfirmationState } from "../../contract/confirmation.ts";
import { findVisitorConversation, type VisitorConversation } from "../find-conversation.ts";
import { insertMessage, said } from "../insert-message.ts";
import { lastingMessages } from "../lasting-messages.ts";
import { takeVisit } from "../visitor-limits.ts";
import { withinConversation } from "../within-conversation.ts";

/**
 * It is sent once: the first yes takes it. What was sent is not taken back where the visitor leaves meanwhile, so the call
 * hears nothing of that.
 */
export const confirm = procedure({
  name: "conversation.confirm",
  summary:
    "Says whether an agent is to do what it asked the visitor about. It is done once, within 15 minutes, and what came of it is a message of the agent.",
  scope: "visitor",
  kind: "write",
  says: null,
  params: ["conversation_id"],
  input: Confirm,
  output: Confirmed,
  example: ({ conversation_id }) => ({
    params: { conversation_id },
    input: { message_id: "msg_01jd0000000000000000000000", confirmed: true },
  }),
  async run({ platform, organization, actor, params, request, transaction, log }, { message_id, confirmed }) {
    await takeVisit(platform, "message", request.ip, actor.agentId);
    const taken = await transaction(async ({ db, tell }): Promise<Taken> => {
      const { conversation, agent } = await findVisitorConversation(db, organization.id, actor, params.conversation_id);
      if (!conversation) throw notFound("There is no such conversation.");
      const asked = await take(db, conversation, message_id, confirmed);
      if (!asked) return { over: await stateOf(db, conversation, message_id) };
      await tell({ name: "conversation.confirm", target: { type: "message", id: message_id }, within: withinConversation(conversation) });
      if (!confirmed) return { over: "declined" };
      const { settings } = await findVersion(db, agent, asked.version);
      const tools = await openTools(db, platform, { organizationId: organization.id, projectId: conversation.project_id }, settings.tools);
      const tool = tools.find(({ name }) => name === asked.tool);
      return { tool, input: asked.input, found: { conversation, agent }, version: asked.version };
    });
    if ("over" in taken) return { state: taken.over };
    const { tool, input, found, version } = taken;
    const calls = new ToolCalls(new AbortController().signal);
    const told: Told = tool ? await calls.call({ ...tool, asksFirst: null }, input) : { refusal: "The agent has no such tool any more." };
    const state: ConfirmationState = "answer" in told ? "sent" : "failed";
    await transaction(async ({ db, tell }) => {
      await setState(db, found.conversation, message_id, state);
      const id = newId("msg");
      const text = await sentenceOf(db, found, told);
      await storeResult(db, found, { id, text, version, calls: calls.take() });
      await tell({ name: "answer.finish", target: { type: "message", id }, within: withinConversation(found.conversation) });
    });
    log.info({ agent_id: found.agent.id, state }, "a visitor confirmed a tool");
    return { state };
  },
});

/** What is to be called now, or what became of it before. */
type Taken = { over: ConfirmationState } | { tool: AgentTool | undefined; input: unknown; found: VisitorConversation; version: number };
type Conversation = VisitorConversation["conversation"];

/** What is to be sent, by the version that asked; null where it is decided, over or none of this conversation's. */
async function take(db: Db, { organization_id, id }: Conversation, messageId: string, confirmed: boolean) {
  const taken = await db
    .updateTable("confirmations as c")
    .from("messages as m")
    .set({ state: confirmed ? "sending" : "declined", decided_at: sql`now()` })
    .whereRef("m.organization_id", "=", "c.organization_id")
    .whereRef("m.id", "=", "c.message_id")
    .where("c.organization_id", "=", organization_id)
    .where("c.conversation_id", "=", id)
    .where("c.message_id", "=", messageId)
    .where("c.state", "=", "open")
    .where("c.expires_at", ">", sql<string>`now()`)
    .returning(["c.tool", "c.input", "m.agent_version"])
    .executeTakeFirst();
  return taken && { tool: taken.tool, input: taken.input, version: taken.agent_version ?? 0 };
}

async function stateOf(db: Db, { organization_id, id }: Conversation, messageId: string): Promise<ConfirmationState> {
  const row = await db
    .selectFrom("confirmations")
    .select("state")
    .where("organization_id", "=", organization_id)
    .where("conversation_id", "=", id)
    .where("message_id", "=", messageId)
    .executeTakeFirst();
  return !row || row.state === "open" ? "expired" : ConfirmationState.parse(row.state);
}

async function setState(db: Db, { organization_id, id }: Conversation, messageId: string, state: ConfirmationState): Promise<void> {
  await db
    .updateTable("confirmations")
    .set({ state })
    .where("organization_id", "=", organization_id)
    .where("conversation_id", "=", id)
    .where("message_id", "=", messageId)
    .execute();
}

/** What the tool answered, as its maker words it; else that it is done, or is not. */
async function sentenceOf(db: Db, { conversation, agent }: VisitorConversation, told: Told): Promise<string> {
  const last = await lastingMessages(db, conversation.organization_id, conversation.id)
    .select("m.text")
    .where("m.role", "=", "visitor")
    .where("m.text", "!=", "")
    .orderBy("m.id", "desc")
    .limit(1)
    .executeTakeFirst();
  const question = { text: last?.text ?? "", history: [], agent };
  if (!("answer" in told)) return notDoneSentence(question);
  const { isWorded, text, origin } = told.answer;
  return isWorded ? withOwnAddresses(text, origin) : doneSentence(question);
}

type Result = { id: string; text: string; version: number; calls: ToolCall[] };

async function storeResult(db: Db, { conversation }: VisitorConversation, { id, text, version, calls }: Result): Promise<void> {
  const kept = await db
    .updateTable("conversations")
    .set({ last_used_at: sql`now()`, ...said })
    .where("organization_id", "=", conversation.organization_id)
    .where("id", "=", conversation.id)
    .executeTakeFirst();
  if (kept.numUpdatedRows === 0n) return;
  await insertMessage(db, conversation, { id, role: "agent", text, agent_version: version, tool_calls: JSON.stringify(calls) });
}
