import { z } from "zod";

type KindOfUsage = {
  /** As a heading has it. */
  label: string;
  unit: "count" | "tokens" | "bytes";
  /** `flow`: what happened is added up. `level`: events say by how much it rose or fell, and a period has its last state. */
  measure: "flow" | "level";
  /** One sentence: what counts. */
  what: string;
};

/** Everything that is counted, in the order in which it is shown. A feature that counts something else adds it here. */
export const usageKinds = {
  answers: {
    label: "Answers",
    unit: "count",
    measure: "flow",
    what: "Replies that were given, those that decline included. A question that is sent again counts once.",
  },
  messages_received: { label: "Messages received", unit: "count", measure: "flow", what: "Messages that visitors sent." },
  input_tokens: { label: "Input tokens", unit: "tokens", measure: "flow", what: "Tokens that models read, as their provider counts them." },
  output_tokens: { label: "Output tokens", unit: "tokens", measure: "flow", what: "Tokens that models wrote, as their provider counts them." },
  sms_sent: { label: "SMS sent", unit: "count", measure: "flow", what: "Text messages that the provider took." },
  bytes_stored: { label: "Storage", unit: "bytes", measure: "level", what: "Files of the knowledge base, at the end of the period." },
} as const satisfies Record<string, KindOfUsage>;

export type UsageKind = keyof typeof usageKinds;
export const usageKindNames = Object.keys(usageKinds) as UsageKind[];
export const UsageKind = z.enum(usageKindNames);

/** Where an answer was given: on somebody's website, or on our own pages, the test chat and the test page. */
export const UsageChannel = z.enum(["website", "test"]);
export type UsageChannel = z.output<typeof UsageChannel>;
