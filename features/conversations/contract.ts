import { z } from "zod";
import { Citation, GivenOutcome } from "#features/answering/contract.ts";
import { SearchReach } from "#features/audit/contract.ts";

const questionLengthMax = 2_000;

/** How an answer ended. */
export const Outcome = z.enum([...GivenOutcome.options, "failed", "aborted"]);
export type Outcome = z.output<typeof Outcome>;

export const Message = z.object({
  id: z.string(),
  role: z.enum(["visitor", "agent"]),
  text: z.string(),
  citations: z.array(Citation),
  /** Of an agent's message: `suggested` where its citations may help, `declined` where the documents held no answer. */
  outcome: Outcome.nullable(),
  created_at: z.string(),
});
export type Message = z.output<typeof Message>;

export const Conversation = z.object({
  id: z.string(),
  agent_id: z.string(),
  agent_name: z.string(),
  /** Of the page that it was held on; null where what asked was no page. */
  origin: z.string().nullable(),
  /** Held by the team itself, or by those to whom it gave the test page. */
  test: z.boolean(),
  /** What the visitor asked first. */
  opening: z.string().nullable(),
  message_count: z.number(),
  /** How the answers in it ended, each way once. */
  outcomes: z.array(Outcome),
  created_at: z.string(),
  last_message_at: z.string().nullable(),
  /** When its texts were removed, as the project's retention says; the figures stay. */
  texts_removed_at: z.string().nullable(),
});
export type Conversation = z.output<typeof Conversation>;

export const ConversationPage = z.object({
  data: z.array(Conversation),
  total: z.number(),
  page: z.number(),
  per_page: z.number(),
  ...SearchReach.shape,
});
export type ConversationPage = z.output<typeof ConversationPage>;

/** The state of a question that an agent could not answer. */
export const QuestionState = z.enum(["open", "answered", "dismissed"]);
export type QuestionState = z.output<typeof QuestionState>;

/** What visitors asked and an agent declined, in the last words in which that happened. */
export const UnansweredQuestion = z.object({ question: z.string(), asked: z.number(), last_asked_at: z.string(), state: QuestionState });
export type UnansweredQuestion = z.output<typeof UnansweredQuestion>;

export const SettleQuestion = z.object({
  question: z.string().trim().min(1, "Name the question.").max(questionLengthMax, "A question has at most 2,000 characters."),
  state: QuestionState,
});
export const SettledQuestion = z.object({ question: z.string(), state: QuestionState });

/** How a project's agents did in the last seven days: `answers` are all that were given, `suggested` and `declined` some of them. */
export const Insights = z.object({
  answers: z.number(),
  answered_share: z.number().nullable().describe("0 to 1; null without an answer. A suggestion is not counted as answered."),
  suggested: z.number(),
  declined: z.number(),
  conversations: z.number(),
  unanswered: z.array(UnansweredQuestion.omit({ state: true })).describe("Those that are open, the most frequent 20."),
});
export type Insights = z.output<typeof Insights>;

/** The visitor's side. `visitor_token` travels in the Authorization header only. */
export const StartedConversation = z.object({
  conversation_id: z.string(),
  visitor_token: z.string(),
  greeting: z.string(),
  agent_name: z.string(),
});
export type StartedConversation = z.output<typeof StartedConversation>;

/** `test_page`: the secret of the agent's shared test page, whose conversations are test chats. */
export const StartConversation = z.object({ test_page: z.string().min(1).max(200).optional() });

export const SendMessage = z.object({
  text: z.string().trim().min(1, "Enter a question.").max(questionLengthMax, "A question has at most 2,000 characters."),
});
export type SendMessage = z.input<typeof SendMessage>;

/** The number that visitors are shown: E.164 for `tel:`, and as it is read. */
export const ContactNumber = z.object({ number: z.string(), international: z.string() });
export type ContactNumber = z.output<typeof ContactNumber>;

/**
 * A message as its visitor sees it; `contact` is whom to call where the agent had no answer. `cut`: an answer that ended
 * before its end, and was not asked for again.
 */
export const VisitorMessage = Message.omit({ outcome: true }).extend({
  outcome: GivenOutcome.optional(),
  contact: ContactNumber.optional(),
  cut: z.literal(true).optional(),
});

export const VisitorMessages = z.object({ data: z.array(VisitorMessage), agent_name: z.string(), greeting: z.string() });
export type VisitorMessages = z.output<typeof VisitorMessages>;

/** The events of an answer, in the order in which they come: text, text, …, citations, done; or error. */
export type AnswerEvent =
  | { event: "text"; data: { delta: string } }
  | { event: "citations"; data: { data: Citation[] } }
  | { event: "done"; data: { message_id: string; outcome: GivenOutcome; contact?: ContactNumber } }
  | { event: "error"; data: { code: string; message: string; contact?: ContactNumber } };
