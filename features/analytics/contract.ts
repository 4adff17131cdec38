import { z } from "zod";
import { UnansweredQuestion } from "#features/conversations/contract.ts";

/** Days of the organization's calendar, both included; neither: the last thirty days. */
export const AnalyticsQuery = z.object({
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  agent_id: z.string().optional(),
});
export type AnalyticsQuery = z.output<typeof AnalyticsQuery>;

export const ComparedQuery = AnalyticsQuery.extend({
  compare: z
    .stringbool({ truthy: ["true"], falsy: ["false"] })
    .default(false)
    .describe("With the same numbers of as many days just before."),
});

const Period = z.object({ from: z.string(), to: z.string() });

/** What is counted; test chats are left out of all of it. */
export const AnalyticsTotals = z.object({
  conversations: z.number().describe("Those that began."),
  solved: z.number().describe("Of these, those without a person whose last answer was not declined."),
  answers: z.number(),
  answered: z.number(),
  suggested: z.number(),
  declined: z.number(),
  handed_over: z.object({
    conversations: z.number().describe("Conversations in which a person was asked for or took over."),
    asked: z.number().describe("How often a person was asked for."),
    taken_over: z.number().describe("How often somebody took over, asked or not."),
    expired: z.number().describe("How often nobody came in time."),
  }),
  first_response: z
    .object({ count: z.number(), median_seconds: z.number().nullable(), p90_seconds: z.number().nullable() })
    .describe("From when a person was asked for to their first message."),
  ratings: z.object({ up: z.number(), down: z.number() }).describe("Of answers and of whole conversations."),
  first_words: z
    .object({ count: z.number(), median_ms: z.number().nullable(), p90_ms: z.number().nullable() })
    .describe("From when an answer was begun to its first words, in steps of 50 ms."),
  cost: z
    .object({ usd: z.number(), unpriced: z.number() })
    .describe(
      "What models took for answers, those that failed included, in US dollars; `unpriced`: answers of models without a rate, which are not in it.",
    ),
  tokens: z.object({ input: z.number(), output: z.number() }).describe("What models read and wrote for these answers."),
});
export type AnalyticsTotals = z.output<typeof AnalyticsTotals>;

/** An hour where one day is asked for, else a day. */
export const AnalyticsSlot = z.object({
  from: z.string(),
  day: z.string(),
  conversations: z.number(),
  answered: z.number(),
  suggested: z.number(),
  declined: z.number(),
});
export type AnalyticsSlot = z.output<typeof AnalyticsSlot>;

export const Analytics = z.object({
  days: z.object({ first: z.string(), last: z.string() }),
  period: Period,
  time_zone: z.string(),
  totals: AnalyticsTotals,
  previous: z
    .object({ days: z.object({ first: z.string(), last: z.string() }), totals: AnalyticsTotals })
    .nullable()
    .describe("Null where it is not asked for."),
  by: z.enum(["hour", "day"]),
  data: z.array(AnalyticsSlot),
});
export type Analytics = z.output<typeof Analytics>;

/** Questions that mean the same, and that no agent could answer. */
export const QuestionGroup = z.object({
  question: z.string().describe("The one that was asked most."),
  asked: z.number(),
  last_asked_at: z.string(),
  others: z.array(z.string()).describe("The other ways in which it was asked."),
  conversations: UnansweredQuestion.shape.conversations,
});
export type QuestionGroup = z.output<typeof QuestionGroup>;

export const QuestionGroups = z.object({
  by: z.enum(["meaning", "words"]).describe("By what they were told to be alike."),
  data: z.array(QuestionGroup),
  questions: z.number().describe("How many questions are open in all; the 200 that were asked most are grouped."),
});
export type QuestionGroups = z.output<typeof QuestionGroups>;
