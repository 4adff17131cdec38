import { z } from "zod";
import { AttachmentIds, needsTextOrFile } from "./attachment.ts";

/**
 * Who answers: the agent; the agent, while a person is asked for; a person; or nobody, until the visitor writes again.
 */
export const Handover = z.enum(["agent", "waiting", "person", "closed"]);
export type Handover = z.output<typeof Handover>;

/** A member of the team, as they are called now. */
export const Assignee = z.object({ membership_id: z.string(), name: z.string() });

const replyLengthMax = 4_000;
const tagLengthMax = 40;

const ReplyText = z.string().trim().max(replyLengthMax, "A message has at most 4,000 characters.");

export const WriteNote = z.object({ text: ReplyText.min(1, "Write something.") });

export const SendReply = z
  .object({
    text: ReplyText.default(""),
    attachments: AttachmentIds.describe("Ids of files that were uploaded for it; `text` can be left out beside them."),
  })
  .refine(needsTextOrFile, { path: ["text"], error: "Write something." });

/** Fields that are left out stay as they are. */
export const UpdateConversation = z.object({
  assigned_to: z.string().nullable().optional().describe("A membership's id; null: nobody."),
  tags: z
    .array(z.string().trim().min(1, "A tag has at least one character.").max(tagLengthMax, "A tag has at most 40 characters."))
    .max(20, "A conversation has at most 20 tags.")
    .overwrite((tags) => [...new Set(tags)])
    .optional(),
});
export type UpdateConversation = z.input<typeof UpdateConversation>;

/**
 * Whether what a person writes reaches a visitor by mail who is not on the page: `needs_address` where it would, had they
 * given an address; `no` where nothing is mailed.
 */
const RepliesByMail = z.enum(["yes", "needs_address", "no"]);

/** What a visitor is told who asked for a person, or no longer wants one. */
export const AskedForPerson = z.object({
  state: Handover,
  open: z.boolean().optional().describe("Whether it is within the team's hours."),
  expected: z.string().optional().describe("The team's own sentence about when somebody comes."),
  opens_at: z.string().optional().describe("When the team's hours begin again."),
  by_mail: RepliesByMail.optional(),
});
export type AskedForPerson = z.output<typeof AskedForPerson>;
