import { z } from "zod";
import { asOneOfFew, canShare } from "./hold-lock.ts";
import { readStream, type StreamBlock } from "./read-stream.ts";

/** What an agent is saying, as far as it has said it. */
export type AnswerSoFar = { messageId: string; text: string };

const Said = z.object({ message_id: z.string(), text: z.string().optional(), delta: z.string().optional() });
const retryMs = 5_000;

/**
 * Follows what the agent says in a conversation, while somebody sees this tab.
 *
 * @param hear null: nothing is being said any more
 * @returns ends the following
 */
export function followAnswer(path: string, hear: (answer: AnswerSoFar | null) => void): () => void {
  let left = new AbortController();
  let answer: AnswerSoFar | null = null;

  function take({ event, data }: StreamBlock): void {
    const said = Said.safeParse(data).data;
    if (!said) return;
    const before = answer?.messageId === said.message_id ? answer.text : "";
    answer = event === "answer.end" ? null : { messageId: said.message_id, text: said.text ?? before + (said.delta ?? "") };
    // Until the stored message is there, what was said stays.
    if (answer) hear(answer);
  }

  async function hold(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await readStream(path, { lastId: undefined, signal, onOpen: () => {}, hear: take }).catch(() => {});
      if (signal.aborted) return;
      answer = null;
      hear(null);
      await new Promise((resolve) => setTimeout(resolve, retryMs * (0.5 + Math.random())));
    }
  }

  function begin(): void {
    left.abort();
    left = new AbortController();
    const { signal } = left;
    if (document.visibilityState !== "visible") return;
    void (canShare() ? asOneOfFew("answer", signal, () => hold(signal)) : hold(signal));
  }

  begin();
  document.addEventListener("visibilitychange", begin);
  return () => {
    document.removeEventListener("visibilitychange", begin);
    left.abort();
  };
}
