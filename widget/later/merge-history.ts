import type { VisitorMessages } from "#features/conversations/contract.ts";
import { turnOf, type Turn } from "../chat.ts";

/**
 * The conversation as it is stored, in its order. What is shown already keeps its place in the page, so that nothing is drawn
 * or read out twice; what the API does not know, such as a notice, stays behind what it followed.
 */
export function mergeHistory(shown: readonly Turn[], history: VisitorMessages["data"]): Turn[] {
  const left = new Set(shown);
  const take = (is: (turn: Turn) => boolean) => {
    const found = [...left].find(is);
    if (found) left.delete(found);
    return found;
  };
  const merged = history.map((message) => {
    const known =
      take(({ messageId }) => messageId === message.id) ??
      take(({ role, messageId, text }) => role === "visitor" && message.role === role && !messageId && text === message.text);
    return known ? { ...turnOf(message), id: known.id } : turnOf(message);
  });
  const oldest = history[0]?.id ?? "";
  shown.forEach((turn, index) => {
    // The history has an end; within it, what it holds no more was cut and asked for again.
    if (!left.has(turn) || (turn.messageId && turn.messageId > oldest)) return;
    const before = shown[index - 1];
    merged.splice(before ? merged.findIndex(({ id }) => id === before.id) + 1 : 0, 0, turn);
  });
  return merged;
}
