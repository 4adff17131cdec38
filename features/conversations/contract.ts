import { z } from "zod";
import { Citation, GivenOutcome, ToolCall } from "#features/answering/contract.ts";
import { SearchReach } from "#features/audit/contract.ts";
import { Attachment, AttachmentIds, needsTextOrFile } from "./contract/attachment.ts";
import { Confirmation } from "./contract/confirmation.ts";
import { AskedForPerson, Assignee, Handover } from "./contract/handover.ts";
import { Rating } from "./contract/rating.ts";

const questionLengthMax = 2_000;

/** How a widget looks. `style` sets its CSS variables, as a `style` attribute would. */
export type WidgetLook = {
  theme: "light" | "dark" | "page";
  position: "left" | "right";
  launcher_text: string;
  style: string;
  /** Of the widget's own words, and those of its button where that is not English. */
  language: string;
  launcher_words?: Record<"closed" | "open" | "failed", string> | undefined;
};

/** How an answer ended. */
export const Outcome = z.enum([...GivenOutcome.options, "failed", "aborted"]);
export type Outcome = z.output<typeof Outcome>;

/** Who said it: `person` is somebody of the team, `note` is for the team alone, `system` is a line that says what happened. */
const MessageRole = z.enum(["visitor", "agent", "person", "note", "system"]);

export const Message = z.object({
  id: z.string(),
  role: MessageRole,
  text: z.string(),
  /** In the order in which they were attached. */
  attachments: z.array(Attachment),
  citations: z.array(Citation),
  /** Of an agent's message: `suggested` where its citations may help, `declined` where the documents held no answer. */
  outcome: Outcome.nullable(),
  /** Who of the team wrote it or did it. */
  author: z.object({ membership_id: z.string(), name: z.string() }).nullable(),
  /** Of an agent's message: what the visitor thought of it. */
  rating: Rating.nullable(),
  agent_version: z
    .number()
    .nullable()
    .describe("Of an agent's message: the number of the agent's version that gave it, where that is known."),
  model: z
    .object({ name: z.string(), by_fallback: z.boolean(), cost_usd: z.number().nullable() })
    .nullable()
    .describe("Of an answer that a model wrote: which one, whether it stood in for the agent's own, and its cost at the rate of its day."),
  tool_calls: z.array(ToolCall).describe("Of an agent's message: the tools that it called, in order."),
  confirmation: Confirmation.nullable().describe("What the agent asks the visitor about before it does it."),
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
  /** The first question that is no greeting; else what the visitor said first. */
  opening: z.string().nullable(),
  message_count: z.number(),
  /** How the last answer ended that was given; where none was, how the last one failed. */
  outcome: Outcome.nullable(),
  answers: z.number().describe("How many answers were given."),
  unanswered: z.number().describe("How many of them declined."),
  handover: Handover,
  handover_at: z.string().nullable().describe("Since when it is in this state; null from the beginning."),
  /** Who has it, or whom it is meant for. */
  assigned_to: Assignee.nullable(),
  tags: z.array(z.string()),
  /** What the visitor thought of it as a whole. */
  rating: Rating.nullable(),
  /** What was said last, notes left out. */
  last_message: Message.pick({ role: true, text: true, attachments: true, author: true }).nullable(),
  unread: z.boolean().describe("Whether the visitor said something that the caller has not read."),
  answering: z.boolean().describe("Whether the agent is writing an answer in it."),
  created_at: z.string(),
  last_message_at: z.string().nullable(),
  /** When its texts were removed, as the project's retention says; the figures stay. */
  texts_removed_at: z.string().nullable(),
});
export type Conversation = z.output<typeof Conversation>;

/** Which conversations a list holds; what is left out asks for nothing. */
export const ConversationFilter = z.object({
  agent_id: z.string().optional(),
  outcome: Outcome.optional().describe("How an answer in it ended."),
  test: z.stringbool().optional().describe("Whether test chats are listed alone, or left out."),
  handover: Handover.optional(),
  closed: z.stringbool().optional(),
  with_people: z.stringbool().optional().describe("Whether it waits for a person or is with one."),
  assigned_to: z.string().optional().describe("A membership's id, `me` or `none`."),
  website: z.string().optional().describe("The origin of the page that it was held on."),
  tag: z.string().optional(),
  rating: z.enum(["1", "-1"]).optional().describe("How it or an answer in it was rated: 1 where it helped, -1 where it did not."),
  from: z.iso.datetime({ offset: true }).optional().describe("Something was said in it from then on."),
  to: z.iso.datetime({ offset: true }).optional().describe("The last was said before."),
  unread: z.stringbool().optional().describe("Whether the visitor said something that the caller has not read."),
});
export type ConversationFilter = z.output<typeof ConversationFilter>;

/** What a conversation can be read as in a file. */
export const transcriptFormats = ["text", "json"] as const;

/** Of a project: those that wait for a person, are with one, are the caller's or nobody's of these; `waiting_since`: the longest. */
export const ConversationCounts = z.object({
  waiting: z.number(),
  person: z.number(),
  mine: z.number(),
  unassigned: z.number(),
  waiting_since: z.string().nullable(),
});
export type ConversationCounts = z.output<typeof ConversationCounts>;

/** What a project's conversations can be filtered by, as the newest thousand of them have it, in the order of the alphabet. */
export const ConversationChoices = z.object({ websites: z.array(z.string()), tags: z.array(z.string()) });
export type ConversationChoices = z.output<typeof ConversationChoices>;

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
export const UnansweredQuestion = z.object({
  question: z.string(),
  asked: z.number(),
  last_asked_at: z.string(),
  conversations: z
    .array(z.object({ id: z.string(), asked_at: z.string() }))
    .describe("In which conversations it was declined last, at most five, the last one first."),
  state: QuestionState,
});
export type UnansweredQuestion = z.output<typeof UnansweredQuestion>;

const AskedQuestion = z.string().trim().min(1, "Name the question.").max(questionLengthMax, "A question has at most 2,000 characters.");
export const SettleQuestion = z.object({
  question: AskedQuestion,
  others: z.array(AskedQuestion).max(200).default([]).describe("Other questions that mean the same, which end with it."),
  state: QuestionState,
});
export const SettledQuestion = z.object({ question: z.string(), others: z.array(z.string()), state: QuestionState });

/** How a project's agents did in the last seven days: `answers` are all that were given, `suggested` and `declined` some of them. */
export const Insights = z.object({
  answers: z.number(),
  answered_share: z.number().nullable().describe("0 to 1; null without an answer. A suggestion is not counted as answered."),
  suggested: z.number(),
  declined: z.number(),
  conversations: z.number(),
  unanswered: z.array(UnansweredQuestion.omit({ state: true, conversations: true })).describe("Those that are open, the most frequent 20."),
});
export type Insights = z.output<typeof Insights>;

/** The visitor's side. `visitor_token` travels in the Authorization header only. */
export const StartedConversation = z.object({
  conversation_id: z.string(),
  visitor_token: z.string(),
  greeting: z.string(),
  agent_name: z.string(),
  /** Whether the visitor can ask for a person. */
  hands_over: z.boolean(),
  /** Whether the agent asks its visitors who they are. */
  asks: z.boolean(),
  suggested_questions: z.array(z.string()).describe("What can be asked with a click."),
});
export type StartedConversation = z.output<typeof StartedConversation>;

/**
 * `test_page`: the secret of the agent's shared test page, whose conversations are test chats. `visitor_token`: of the
 * conversation to which a mailed link led; another one can be begun on the same page. `hosted_page`: on the agent's own page.
 */
export const StartConversation = z.object({
  test_page: z.string().min(1).max(200).optional(),
  hosted_page: z.literal(true).optional(),
  visitor_token: z.string().min(1).max(400).optional(),
});

export const SendMessage = z
  .object({
    text: z.string().trim().max(questionLengthMax, "A question has at most 2,000 characters.").default(""),
    attachments: AttachmentIds.describe("Ids of files that were uploaded for it; `text` can be left out beside them."),
  })
  .refine(needsTextOrFile, { path: ["text"], error: "Enter a question." });
export type SendMessage = z.input<typeof SendMessage>;

/** The number that visitors are shown: E.164 for `tel:`, and as it is read. */
export const ContactNumber = z.object({ number: z.string(), international: z.string() });
export type ContactNumber = z.output<typeof ContactNumber>;

/**
 * A message as its visitor sees it; `contact` is whom to call where the agent had no answer. `cut`: an answer that ended
 * before its end, and was not asked for again.
 */
export const VisitorMessage = Message.omit({
  outcome: true,
  author: true,
  role: true,
  rating: true,
  attachments: true,
  agent_version: true,
  model: true,
  tool_calls: true,
  confirmation: true,
}).extend({
  role: MessageRole.exclude(["note"]),
  /** What the person of the team is called who wrote it, or who has taken over by then. */
  name: z.string().optional(),
  outcome: GivenOutcome.optional(),
  attachments: z.array(Attachment).optional(),
  contact: ContactNumber.optional(),
  confirmation: Confirmation.optional(),
  /** What they thought of it. */
  rating: Rating.optional(),
  cut: z.literal(true).optional(),
});

export type VisitorMessage = z.output<typeof VisitorMessage>;

export const VisitorMessages = z.object({
  data: z.array(VisitorMessage),
  agent_name: z.string(),
  greeting: z.string(),
  hands_over: z.boolean(),
  /** Whether the agent asks its visitors who they are. */
  asks: z.boolean(),
  suggested_questions: z.array(z.string()),
  handover: Handover,
  /** What they can expect, where a person was asked for or has it. */
  asked: AskedForPerson.nullable(),
  /** What they thought of the conversation as a whole. */
  rating: Rating.nullable(),
});
export type VisitorMessages = z.output<typeof VisitorMessages>;

/** How a visitor's turn ended: with an answer, or with a person, who will write. */
export type TurnOutcome = GivenOutcome | "person";

/** The events of an answer, in the order in which they come: text, text, …, citations, done; or error. */
export type AnswerEvent =
  | { event: "text"; data: { delta: string } }
  | { event: "citations"; data: { data: Citation[] } }
  | {
      event: "done";
      data: Pick<VisitorMessage, "contact" | "confirmation"> & { message_id: string; outcome: TurnOutcome; handover?: Handover };
    }
  | { event: "error"; data: { code: string; message: string; contact?: ContactNumber } };
