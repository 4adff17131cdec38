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
    what: "Replies that were given, including those that decline. A question that is sent again counts once.",
  },
  messages_received: { label: "Messages received", unit: "count", measure: "flow", what: "Messages that visitors sent." },
  input_tokens: { label: "Input tokens", unit: "tokens", measure: "flow", what: "Tokens that models read, as their provider counts them." },
  output_tokens: {
    label: "Output tokens",
    unit: "tokens",
    measure: "flow",
    what: "Tokens that models wrote, as their provider counts them.",
  },
  sms_sent: { label: "SMS sent", unit: "count", measure: "flow", what: "Text messages that the provider accepted." },
  bytes_stored: {
    label: "Storage",
    unit: "bytes",
    measure: "level",
    what: "Files of the knowledge base and of conversations, at the end of the period.",
  },
} as const satisfies Record<string, KindOfUsage>;

export type UsageKind = keyof typeof usageKinds;
export const usageKindNames = Object.keys(usageKinds) as UsageKind[];
export const UsageKind = z.enum(usageKindNames);

/** Where an answer was given: on somebody's website, or on our own pages, the test chat and the test page. */
export const UsageChannel = z.enum(["website", "test"]);
export type UsageChannel = z.output<typeof UsageChannel>;

/** How much of each kind, by its name: of a level, how it was at the end. */
export const UsageTotals = z.object(zeroOfEach(() => z.number()));
export type UsageTotals = Record<UsageKind, number>;

/** A period is a month of the organization's calendar. */
export const UsageGroup = z.enum(["hour", "day", "period", "project", "agent", "kind", "channel"]);
export type UsageGroup = z.output<typeof UsageGroup>;

const dayOrTime = "Enter a day such as 2026-03-31, or a time such as 2026-03-31T12:00:00Z.";
const DayOrTime = z.union([z.iso.date(), z.iso.datetime({ offset: true })], dayOrTime);

/** Days are those of the organization's calendar, both included; of two times the second is not. Neither: this period. */
export const UsageQuery = z.object({
  from: DayOrTime.optional(),
  to: DayOrTime.optional(),
  group_by: UsageGroup.default("day"),
  project_id: z.string().optional(),
  agent_id: z.string().optional(),
  /** Of projects and agents; everything else comes whole. */
  page: z.coerce.number().int().min(1).max(1_000_000).default(1),
  per_page: z.coerce.number().int().min(1).max(100).default(20),
});
export type UsageQuery = z.output<typeof UsageQuery>;

/** The days of a file; neither: this period. */
export const UsageFileQuery = z.object({ from: z.iso.date().optional(), to: z.iso.date().optional() });

const Instants = z.object({ from: z.string(), to: z.string() });

/** One hour, day, period, project, agent, kind or channel. */
export const UsageRow = z.object({
  /** What it is, by its id or beginning; null where there is none, such as the project of a text message. */
  key: z.string().nullable(),
  label: z.string(),
  /** A project or agent that was deleted; its label is how it was called. */
  is_deleted: z.boolean(),
  totals: UsageTotals,
});
export type UsageRow = z.output<typeof UsageRow>;

export const Usage = z.object({
  /** What was counted, from the one and before the other. */
  period: Instants,
  time_zone: z.string(),
  totals: UsageTotals,
  /** The same days of the period before, or as much time just before; null where the organization was not there yet. */
  previous: z.object({ period: Instants, totals: UsageTotals }).nullable(),
  group_by: UsageGroup,
  data: z.array(UsageRow),
  total: z.number(),
  page: z.number(),
  per_page: z.number(),
});
export type Usage = z.output<typeof Usage>;

function zeroOfEach<T>(make: () => T): Record<UsageKind, T> {
  return Object.fromEntries(usageKindNames.map((kind) => [kind, make()])) as Record<UsageKind, T>;
}

/** Every kind, those that nothing was used of as zero. */
export function withZeros(totals: Partial<UsageTotals>): UsageTotals {
  return { ...zeroOfEach(() => 0), ...totals };
}
