import { z } from "zod";
import { job } from "#access/job.ts";
import { findAgentOfVisitors } from "#features/agents/server/find-agent.ts";
import { BudgetSpent } from "#features/budgets/server/budget-spent.ts";
import type { Db } from "#platform/database/transaction.ts";
import { withinConversation } from "../within-conversation.ts";
import { haveWritten, readSaid, type SaidInConversation } from "./have-written.ts";

/** Has a model write a summary of a conversation that somebody closed, where its agent is set to, and something was said since the last. */
export const summarizeClosed = job({
  name: "conversation.summarize_closed",
  says: null,
  payload: z.object({ conversation_id: z.string() }),
  concurrency: 1,
  async run({ platform, organization, transaction, signal, log }, { conversation_id }) {
    await platform.models.ready();
    const model = platform.models.default;
    if (model === null) return;
    const said = await transaction(({ db }) => readWanted(db, organization.id, conversation_id), "read");
    if (!said) return;
    await haveWritten({ platform, log, transaction, signal }, model, said, async ({ tell }, isKept) => {
      const target = { type: "conversation", id: conversation_id };
      if (isKept) await tell({ name: "conversation.summarize", target, within: withinConversation(said.conversation) });
    }).catch((error: unknown) => {
      if (!(error instanceof BudgetSpent)) throw error;
      log.info(error.meter, "a closed conversation was not summarised: a budget is spent");
    });
  },
});

/** Null where there is nothing to write: a test chat, a monologue, one that is open again, or whose summary is as new as it is. */
async function readWanted(db: Db, organizationId: string, conversationId: string): Promise<SaidInConversation | null> {
  const said = await readSaid(db, organizationId, conversationId);
  if (!said || said.conversation.handover !== "closed" || said.conversation.test) return null;
  const roles = new Set(said.messages.map(({ role }) => role));
  if (!roles.has("visitor") || roles.size < 2) return null;
  const agent = await findAgentOfVisitors(db, organizationId, said.conversation.agent_id);
  if (!agent?.summarizes_closed) return null;
  const written = await db
    .selectFrom("conversation_summaries")
    .select("covers_until")
    .where("organization_id", "=", organizationId)
    .where("conversation_id", "=", conversationId)
    .executeTakeFirst();
  return written && written.covers_until >= said.messages.at(-1)!.id ? null : said;
}
