import type { UsageEvent } from "#features/usage/server/record-usage.ts";
import { newId } from "#platform/ids.ts";

export const eventsPerTurn = 4;

/** A visitor's message, the answer, tokens read and written. */
export function turn(): UsageEvent[] {
  const place = { projectId: "prj_bench", agentId: "agt_bench", channel: "website" } as const;
  const [question, answer] = [newId("msg"), newId("msg")];
  return [
    { ...place, kind: "messages_received", quantity: 1, key: question },
    { ...place, kind: "answers", quantity: 1, key: question },
    { ...place, kind: "input_tokens", quantity: 1800, key: answer },
    { ...place, kind: "output_tokens", quantity: 210, key: answer },
  ];
}
