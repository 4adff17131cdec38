import type { Message } from "#platform/mail/mail.ts";
import { composeMail } from "#platform/mail/template.ts";
import { say } from "#platform/sentence.ts";

/**
 * That visitors wait for a person. It quotes none of them: what a stranger wrote reaches no mailbox, and the link leads to the
 * page where members sign in.
 *
 * @param isWaiting whether somebody waits whom nobody has; else visitors wrote to the one who has them
 */
export function waitingMail(
  to: string,
  { organization, agent, count, isWaiting, url }: { organization: string; agent: string; count: number; isWaiting: boolean; url: string },
): Message {
  const subject = isWaiting
    ? count === 1
      ? "A visitor asks for a person"
      : say`${count} conversations wait for a person`
    : "A visitor has written to you";
  const first = isWaiting
    ? count === 1
      ? say`A visitor of ${agent}, an agent of ${organization}, would like to talk to a person.`
      : say`${count} visitors of agents of ${organization} would like to talk to a person or have written again.`
    : say`A visitor of ${agent}, an agent of ${organization}, has written in a conversation that you have.`;
  return composeMail({
    to,
    subject,
    sentences: [
      first,
      "There is no further mail about it until you have read it. Answers to this mail reach nobody; how you hear of conversations is set on the page Conversations.",
    ],
    link: { label: "Go to Conversations", url },
  });
}
