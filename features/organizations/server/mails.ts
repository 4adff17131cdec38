import type { Message } from "#platform/mail/mail.ts";
import { composeMail } from "#platform/mail/template.ts";
import { sayDate } from "#platform/say-date.ts";
import { say } from "#platform/sentence.ts";

/** To every Owner. The subject holds nothing that a user chose. */
export const deletionMail = (to: string, deletion: { name: string; by: string; purgeAt: string; url: string }): Message =>
  composeMail({
    to,
    subject: "One of your organizations is being deleted",
    sentences: [
      say`${deletion.by} asked for the organization "${deletion.name}" to be deleted.`,
      say`It is read-only from now on: its API keys, its widgets and its background work have stopped. On ${sayDate(deletion.purgeAt)} it is deleted for good, with everything in it.`,
      "Until then, any Owner can restore it in Organization Settings.",
    ],
    link: { label: "Open the organization", url: deletion.url },
  });
