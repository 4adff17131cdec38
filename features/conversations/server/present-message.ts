import { dollarsOf } from "#features/models/server/rates/rates.ts";
import { Message, VisitorMessage, type ContactNumber } from "../contract.ts";
import type { Confirmation } from "../contract/confirmation.ts";
import type { Rating } from "../contract/rating.ts";
import type { Attachment } from "../contract/attachment.ts";
import { attachmentsOf } from "./attachments/attachments-of.ts";
import { confirmationOf } from "./confirmations/confirmation-of.ts";
import { nameForVisitors, sentenceOf } from "./handover/lines.ts";
import { ratingOf } from "./rating/rating-of.ts";

export const messageColumns = [
  "m.id",
  "m.role",
  "m.text",
  "m.citations",
  "m.outcome",
  "m.event",
  "m.author_id",
  "m.author_name",
  "m.agent_version",
  "m.model_name",
  "m.by_fallback",
  "m.cost_micros",
  "m.tool_calls",
  "m.created_at",
  ratingOf("m").as("rating"),
  attachmentsOf("m").as("attachments"),
  confirmationOf.as("confirmation"),
] as const;

type MessageRow = {
  role: string;
  text: string;
  outcome: string | null;
  event: string | null;
  author_id: string | null;
  author_name: string | null;
  rating: Rating | null;
  model_name: string | null;
  by_fallback: boolean | null;
  cost_micros: number | null;
  attachments: Attachment[];
  confirmation: Confirmation | null;
};

/** A message as the team reads it. Its author keeps the name that they had then. */
export function presentMessage<Row extends MessageRow>({
  event,
  author_id,
  author_name,
  model_name,
  by_fallback,
  cost_micros,
  ...row
}: Row): Message {
  return Message.parse({
    ...row,
    model: model_name === null ? null : { name: model_name, by_fallback: by_fallback ?? false, cost_usd: dollarsOf(cost_micros) },
    text: event === null ? row.text : sentenceOf(event, author_name, "team"),
    author: author_id === null ? null : { membership_id: author_id, name: author_name ?? "" },
  });
}

/**
 * A message as its visitor reads it; no note is one.
 *
 * @param contact whom to call where the agent had no answer
 */
export function presentToVisitor<Row extends MessageRow>(
  { event, author_id: _author, author_name, outcome, rating, attachments, confirmation, ...row }: Row,
  contact: ContactNumber | null,
): VisitorMessage {
  return VisitorMessage.parse({
    ...row,
    text: event === null ? row.text : [sentenceOf(event, author_name, "visitor"), row.text].filter(Boolean).join(" "),
    ...(row.role === "person" || event === "take_over" ? { name: nameForVisitors(author_name) } : {}),
    ...(attachments.length > 0 ? { attachments } : {}),
    ...(rating ? { rating } : {}),
    ...(confirmation ? { confirmation } : {}),
    ...(contact && outcome === "declined" ? { contact } : {}),
    ...(outcome === "failed" || outcome === "aborted" ? { cut: true } : outcome && { outcome }),
  });
}
