import type { Message } from "#platform/mail/mail.ts";
import { composeMail } from "#platform/mail/template.ts";
import { say } from "#platform/sentence.ts";

/** Leads to the page, where people sign in: a link to the archive itself would open it to anyone who reads the mail. */
export const readyMail = (to: string, organizationName: string, expiresAt: string, url: string): Message =>
  composeMail({
    to,
    subject: "Your export is ready",
    sentences: [
      say`The export of ${organizationName} that you asked for is ready. You can download it until ${expiresAt.slice(0, 10)}; then it is removed.`,
      "It contains everything that the organization has in Botcadence. Keep it as safe as the organization itself.",
    ],
    link: { label: "Go to the export", url },
  });
