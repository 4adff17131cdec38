import type { Feature } from "#access/feature.ts";
import { archivedAttachments } from "./server/attachments/archived-attachments.ts";
import { removeAttachmentFiles, removeAttachmentsOfAgent, removeAttachmentsOfProject } from "./server/attachments/remove-attachments.ts";
import { sweepAttachments } from "./server/attachments/sweep-attachments.ts";
import { indexConversations } from "./server/conversation-words.ts";
import { conversationsOfMember } from "./server/handover/conversations-of-member.ts";
import { conversationsInProject } from "./server/conversations-in-project.ts";
import { mindWaiting } from "./server/handover/mind-waiting.ts";
import { mailDigests } from "./server/notices/mail-digests.ts";
import { mailNotice } from "./server/notices/mail-notice.ts";
import { waitingMail } from "./server/notices/mails.ts";
import { summarizeClosed } from "./server/summary/summarize-closed.ts";
import { tellTeam } from "./server/notices/tell-team.ts";
import { routes } from "./server/routes.ts";
import { sampleConversation } from "./server/sample-conversation.ts";

/** What visitors and agents say. */
export const conversations: Feature = {
  name: "conversations",
  routes,
  jobs: [removeAttachmentFiles, sweepAttachments, indexConversations, mindWaiting, tellTeam, mailNotice, mailDigests, summarizeClosed],
  nouns: [
    { name: "conversation", label: "Conversations" },
    { name: "question", label: "Unanswered questions" },
  ],
  heldByMembers: conversationsOfMember,
  follows: { conversation: "conversation:read", message: "conversation:read" },
  tables: {
    conversations: {
      archive: {
        name: "conversations",
        what: "A conversation with a visitor.",
        columns: [
          "id",
          "project_id",
          "agent_id",
          "origin",
          "test",
          "created_at",
          "last_used_at",
          "last_message_at",
          "message_count",
          "handover",
          "handover_at",
          "assigned_to",
          "had_person",
          "tags",
          "title",
          "texts_removed_at",
          "last_outcome",
          "reply_unseen_since",
        ],
        leftOut: {
          answering_id: "Which answer is being given at this moment.",
          answering_until: "Until when that answer counts as running.",
        },
      },
      counted: "conversation",
    },
    messages: {
      archive: {
        name: "messages",
        what: "A message of a conversation, with what it cites.",
        columns: [
          "id",
          "project_id",
          "conversation_id",
          "role",
          "text",
          "citations",
          "outcome",
          "reply_to",
          "author_id",
          "author_name",
          "event",
          "test",
          "first_ms",
          "agent_version",
          "model_name",
          "by_fallback",
          "cost_micros",
          "tool_calls",
          "created_at",
        ],
        leftOut: { idempotency_key: "Used to recognize a repeated question." },
      },
      counted: "message",
    },
    attachments: {
      archive: {
        name: "attachments",
        what: "A file that was sent with a message.",
        columns: [
          "id",
          "project_id",
          "conversation_id",
          "message_id",
          "position",
          "author_id",
          "name",
          "kind",
          "media_type",
          "size_bytes",
          "content_hash",
          "width",
          "height",
          "created_at",
        ],
        files: archivedAttachments,
      },
      counted: "attachment",
    },
    settled_questions: {
      archive: {
        name: "settled_questions",
        what: "A question that agents could not answer, and that somebody dismissed or answered.",
        columns: ["project_id", "question", "state", "settled_at"],
        leftOut: { question_hash: "By which the same question is recognized; it follows from its words." },
        key: ["project_id", "question_hash"],
      },
      counted: false,
    },
    conversation_reads: {
      archive: {
        name: "conversation_reads",
        what: "Until which message a member has read a conversation.",
        columns: ["membership_id", "conversation_id", "read_until"],
        key: ["membership_id", "conversation_id"],
      },
      counted: false,
    },
    notice_choices: {
      archive: {
        name: "notice_choices",
        what: "How a member hears of conversations that wait for a person.",
        columns: ["membership_id", "mail"],
        key: ["membership_id"],
      },
      counted: false,
    },
    conversation_notices: { archive: "Of which conversations members were told and have not read yet.", counted: false },
    ratings: {
      archive: {
        name: "ratings",
        what: "What a visitor thought of an answer, or of a conversation as a whole.",
        columns: ["project_id", "conversation_id", "message_id", "score", "comment", "rated_at"],
        leftOut: { target_id: "The message, or the conversation where no message is named." },
        key: ["conversation_id", "target_id"],
      },
      counted: false,
    },
    confirmations: {
      archive: {
        name: "confirmations",
        what: "What an agent asked a visitor about before one of its tools did it.",
        columns: [
          "project_id",
          "conversation_id",
          "message_id",
          "tool",
          "input",
          "question",
          "sent_to",
          "state",
          "expires_at",
          "decided_at",
        ],
        key: ["message_id"],
      },
      counted: false,
    },
    visits: {
      archive: {
        name: "visits",
        what: "In which browser a conversation was held, in which language, on which page, and by whom, as their website has signed.",
        columns: [
          "conversation_id",
          "browser",
          "system",
          "language",
          "page",
          "referrer",
          "seen_at",
          "subject",
          "identity_name",
          "identity_email",
          "identified_at",
        ],
        leftOut: { project_id: "That of the conversation.", browser_hash: "By which the same browser is recognized." },
        key: ["conversation_id"],
      },
      counted: false,
    },
    conversation_summaries: {
      archive: {
        name: "conversation_summaries",
        what: "What a model wrote of a conversation for the team.",
        columns: ["conversation_id", "text", "model", "covers_until", "covers", "written_at"],
        key: ["conversation_id"],
      },
      counted: false,
    },
    erased_conversations: { archive: "That a conversation was deleted, for as long as its visitor's token could be used.", counted: false },
    conversation_words: { archive: "Part of the search index, which is built from the messages.", counted: true },
  },
  mails: {
    waitingMail: () =>
      (
        [
          [1, true],
          [1, false],
          [3, true],
        ] as const
      ).map(([count, isWaiting]) =>
        waitingMail("ann@example.com", {
          organization: "Acme",
          agent: "Shop assistant",
          count,
          isWaiting,
          url: "https://botcadence.example/there",
        }),
      ),
  },
  sample: sampleConversation,
  inProject: conversationsInProject,
  whenDeleted: { project: removeAttachmentsOfProject, agent: removeAttachmentsOfAgent },
};
