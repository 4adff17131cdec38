import type { Conversation, Message } from "../../contract.ts";
import type { Rating } from "../../contract/rating.ts";

/**
 * A conversation to be read. What somebody wrote is indented, each line of it, so that none passes for a line of the
 * transcript's own.
 */
export async function* textTranscript(conversation: Conversation, messages: AsyncIterable<Message>): AsyncGenerator<string> {
  const { id, agent_name, origin, test, created_at, handover, rating } = conversation;
  yield lines([
    `Conversation ${id} with ${oneLine(agent_name)}`,
    `Begun: ${timeOf(created_at)}`,
    `On: ${origin ?? "no website"}${test ? " (test chat)" : ""}`,
    `State: ${handover}`,
    ...ratingLines(rating, ""),
  ]);
  for await (const message of messages) yield `\n${lines(messageLines(message, oneLine(agent_name)))}`;
}

function messageLines(message: Message, agentName: string): string[] {
  const { role, text, author, outcome, attachments, citations, created_at, rating } = message;
  const time = timeOf(created_at);
  if (role === "system") return [`[${time}] ${oneLine(text)}`];
  const name = oneLine(author?.name ?? "") || "Somebody of the team";
  const who = { visitor: "Visitor", agent: `${agentName} (agent${outcome ? `, ${outcome}` : ""})`, person: name, note: `Note by ${name}` };
  return [
    `[${time}] ${who[role]}:`,
    ...(text === "" && attachments.length > 0 ? [] : indented(text)),
    ...attachments.map(({ name, kind, size_bytes }) => `  File: ${oneLine(name)} (${kind}, ${size_bytes.toLocaleString("en")} bytes)`),
    ...citations.map(
      ({ title, heading, url }) => `  Source: ${[title, heading, url].filter(Boolean).map(String).map(oneLine).join(" · ")}`,
    ),
    ...ratingLines(rating, "  "),
  ];
}

function ratingLines(rating: Rating | null, indent: string): string[] {
  if (!rating) return [];
  return [
    `${indent}Rated: ${rating.score > 0 ? "helped" : "did not help"}`,
    ...(rating.comment ? indented(rating.comment, `${indent}  `) : []),
  ];
}

const lineEnds = /\r\n|[\n\v\f\r\u0085\u2028\u2029]/;
const indented = (text: string, indent = "  ") => text.split(lineEnds).map((line) => `${indent}${line}`);
const oneLine = (text: string) => text.split(lineEnds).join(" ");
const lines = (all: readonly string[]) => `${all.join("\n")}\n`;
/** In UTC, as the API says times. */
const timeOf = (time: string) => `${new Date(time).toISOString().slice(0, 19).replace("T", " ")} UTC`;
