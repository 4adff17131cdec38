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
      take((turn) => !turn.messageId && turn.role === message.role && isSame(turn, message));
    if (!known) return turnOf(message);
    const { id, state, notice } = known;
    return { ...turnOf(message), id, ...(message.cut ? { state, notice } : {}) };
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

/** Whether a message that has no id here yet is this one. Of an answer that was cut, more may have been kept than had arrived. */
function isSame({ role, text }: Turn, message: VisitorMessages["data"][number]): boolean {
  return role === "visitor"
    ? text === message.text
    : message.cut === true && (message.text.startsWith(text) || text.startsWith(message.text));
}
