import { Conversation, Message } from "../../contract.ts";

/** What it is as a whole, without what is the reader's own. */
const About = Conversation.omit({ unread: true, last_message: true, message_count: true });

/** `{conversation, messages}`, a message to a line. */
export async function* jsonTranscript(conversation: Conversation, messages: AsyncIterable<Message>): AsyncGenerator<string> {
  yield `{"conversation":${JSON.stringify(About.parse(conversation))},"messages":[`;
  let before = "\n";
  for await (const message of messages) {
    yield `${before}${JSON.stringify(Message.parse(message))}`;
    before = ",\n";
  }
  yield "\n]}\n";
}
