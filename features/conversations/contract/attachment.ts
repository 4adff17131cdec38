import { z } from "zod";

export const attachmentBytesMax = 5_000_000;
export const attachmentsPerMessageMax = 3;
/** Those that wait to be sent included. */
export const attachmentsPerConversationMax = 20;

/** What a file is by its content: an image that browsers show, or something to be downloaded. */
export const AttachmentKind = z.enum(["image", "pdf", "text"]);
export type AttachmentKind = z.output<typeof AttachmentKind>;

/** A file that a visitor or the team sent with a message. */
export const Attachment = z.object({
  id: z.string(),
  name: z.string(),
  kind: AttachmentKind,
  size_bytes: z.number(),
  /** Of an image, in pixels. */
  width: z.number().nullable(),
  height: z.number().nullable(),
});
export type Attachment = z.output<typeof Attachment>;

/** Files of a message that is sent, by the ids that they got when they were uploaded. */
export const AttachmentIds = z
  .array(z.string())
  .max(attachmentsPerMessageMax, "A message has at most 3 files.")
  .refine((ids) => new Set(ids).size === ids.length, "Name each file once.")
  .default([]);

/** A message says something or brings a file. */
export const needsTextOrFile = <Said extends { text: string; attachments: readonly string[] }>(message: Said) =>
  message.text !== "" || message.attachments.length > 0;
