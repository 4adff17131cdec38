import { afterCommit } from "#platform/database/transaction.ts";
import type { Events } from "#platform/events.ts";

/** A signal that aborts once this process has committed that a person takes the conversation over; `end` stops listening. */
export function silencedBy(events: Events, conversationId: string): { signal: AbortSignal; end(): void } {
  const silence = new AbortController();
  const end = events.listen(({ name, target }, db) => {
    if (target?.id === conversationId && name === "conversation.take_over") afterCommit(db, () => silence.abort());
  });
  return { signal: silence.signal, end };
}
