import type { AnswererKind } from "#features/answering/server/answerer.ts";
import { unitOf } from "#features/budgets/contract.ts";
import { reserve } from "#features/budgets/server/reserve.ts";
import type { Db } from "#platform/database/transaction.ts";
import { leaseEnd, type BegunAnswer } from "./begin-answer.ts";
import type { VisitorConversation } from "./find-conversation.ts";

/**
 * Takes an answer out of the caps on it, last in the transaction that begins it, so that those who wait for the same caps
 * wait shortly. Its lease is that of the conversation.
 *
 * @throws BudgetSpent
 */
export function reserveAnswer(
  db: Db,
  { conversation, agent }: VisitorConversation,
  { answerId }: BegunAnswer,
  { costsTokens }: AnswererKind,
): Promise<void> {
  const tokens = { input_tokens: unitOf.input_tokens, output_tokens: unitOf.output_tokens };
  const quantities = { answers: unitOf.answers, ...(costsTokens ? tokens : {}) };
  return reserve(db, conversation.organization_id, { key: answerId, agentId: agent.id, quantities, leaseEnd });
}
