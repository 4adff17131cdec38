import { GivenOutcome } from "#features/answering/contract.ts";
import type { Db } from "#platform/database/transaction.ts";
import { fold } from "#platform/search/fold.ts";
import type { VisitorConversation } from "../find-conversation.ts";
import { lastingMessages } from "../lasting-messages.ts";

/** Whether a rule of the agent asks for a person now that a question was answered. */
export async function refers(db: Db, { conversation, agent }: VisitorConversation, question: string): Promise<boolean> {
  if (!agent.hands_over) return false;
  if (says(question, agent.hands_over_words)) return true;
  const after = agent.hands_over_after;
  return after !== null && (await countUnanswered(db, conversation, after)) >= after;
}

/** Whether a text holds one of these words or phrases, or a longer word that begins the same way; case and accents do not count. */
export function says(text: string, phrases: readonly string[]): boolean {
  const said = ` ${wordsOf(text)}`;
  return phrases.some((phrase) => {
    const words = wordsOf(phrase);
    return words !== "" && said.includes(isSpaced(words) ? ` ${words}` : words);
  });
}

/** Words in their folded form with one space between them. */
const wordsOf = (text: string) =>
  text
    .split(/[^\p{L}\p{M}\p{N}'’]+/u)
    .map(fold)
    .filter(Boolean)
    .join(" ");
/** Chinese, Japanese and Thai put no spaces between words. */
const isSpaced = (words: string) => !/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]/u.test(words);

/** How many questions in a row had no answer, up to `max`; counted from where the agent last had the conversation back. */
async function countUnanswered(db: Db, { organization_id, id }: VisitorConversation["conversation"], max: number): Promise<number> {
  const lines = await lastingMessages(db, organization_id, id)
    .select(["m.outcome", "m.event"])
    .where((where) => where.or([where("m.outcome", "in", GivenOutcome.options), where("m.event", "is not", null)]))
    .orderBy("m.id", "desc")
    .limit(max)
    .execute();
  const other = lines.findIndex(({ outcome }) => outcome !== "declined");
  return other === -1 ? lines.length : other;
}
