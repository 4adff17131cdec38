import type { Message } from "#platform/mail/mail.ts";
import { composeMail } from "#platform/mail/template.ts";
import { say } from "#platform/sentence.ts";

/**
 * What people of the team wrote to a visitor who is not on the page. Addresses in it are no links: those are on the page to
 * which the mail leads.
 *
 * @param quote null where the visitor asks for nothing but a new link
 */
export function replyMail(
  to: string,
  { organization, agent, quote, url }: { organization: string; agent: string; quote: string | null; url: string },
): Message {
  return composeMail({
    to,
    subject: quote === null ? "Your link to the chat" : "You have a reply in your chat",
    sentences: [
      quote === null
        ? say`Here is a new link to your chat with ${agent}, an agent of ${organization}.`
        : say`You have a reply in your chat with ${agent}, an agent of ${organization}:`,
      "The link opens the chat once, within 30 days. Please answer there: nobody reads answers to this mail.",
      "You get no further mail until you have been there. If you had no such chat, you can ignore this mail.",
    ],
    ...(quote === null ? {} : { quote }),
    link: { label: "Open the chat", url },
  });
}
