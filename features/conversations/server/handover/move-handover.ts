import { sql, type Selectable } from "kysely";
import type { Conversations } from "#platform/database/schema.ts";
import type { Db } from "#platform/database/transaction.ts";
import { conflict, notFound } from "#platform/errors.ts";
import { newId } from "#platform/ids.ts";
import { say, type Sentence } from "#platform/sentence.ts";
import { findMember } from "#features/members/server/find-member.ts";
import { Handover } from "../../contract/handover.ts";
import { counted, insertMessage, said } from "../insert-message.ts";
import type { LineEvent } from "./lines.ts";
import type { TeamMember } from "./team-member.ts";
import { askingEvents, transitions, type HandoverEvent } from "./transitions.ts";

type Row = Selectable<Conversations>;
/** As it is stored, in a state that is known. */
export type ConversationRow = Row & { handover: Handover };
/** A conversation by its id. */
export type ConversationKey = { organization_id: string; id: string };

/**
 * The conversation, which no other move of its state touches until the transaction ends.
 *
 * @throws AppError 404 where there is none
 */
export async function lockConversation(db: Db, { organization_id, id }: ConversationKey): Promise<ConversationRow> {
  const row = await db
    .selectFrom("conversations")
    .selectAll()
    .where("organization_id", "=", organization_id)
    .where("id", "=", id)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (!row) throw absent();
  return { ...row, handover: Handover.parse(row.handover) };
}

/** The same for operations of the team, whose path names its project too. */
export async function lockInProject(
  db: Db,
  organizationId: string,
  { project_id, conversation_id }: { project_id: string; conversation_id: string },
): Promise<ConversationRow> {
  const conversation = await lockConversation(db, { organization_id: organizationId, id: conversation_id });
  if (conversation.project_id !== project_id) throw absent();
  return conversation;
}

const absent = () => notFound("There is no such conversation.");

/**
 * Moves a conversation that is locked to where the event leads, with a line in it that says so. Changes nothing where it is
 * there already.
 *
 * @param by who of the team does it; null for the visitor and the clock
 * @param added what the visitor is told beside the line
 * @returns the state that it is in now, and whether that is another
 * @throws AppError 409 where the state does not allow the event, or another person has the conversation
 */
export async function moveHandover(
  db: Db,
  conversation: ConversationRow,
  event: HandoverEvent,
  by: TeamMember | null,
  added = "",
): Promise<{ state: Handover; moved: boolean }> {
  const from = conversation.handover;
  const to = transitions[from][event];
  if (to === undefined) throw conflict(refusals[from]);
  const assignee = await assigneeAfter(db, conversation, to, event, by);
  const moved = to !== from || assignee !== conversation.assigned_to;
  if (!moved) return { state: to, moved };
  await db
    .updateTable("conversations")
    .set({
      handover: to,
      handover_at: sql`now()`,
      assigned_to: assignee,
      had_person: conversation.had_person || to === "waiting" || to === "person",
      // A wish is something that was said, also where nothing was said before it.
      ...(askingEvents.includes(event) ? { ...said, last_used_at: sql`now()` } : counted),
    })
    .where("organization_id", "=", conversation.organization_id)
    .where("id", "=", conversation.id)
    .execute();
  await insertLine(db, conversation, event, by, added);
  return { state: to, moved };
}

/** A line that says what happened. The caller counts it. */
export async function insertLine(db: Db, conversation: Row, event: LineEvent, by: TeamMember | null, text = ""): Promise<void> {
  const author = { author_id: by?.id ?? null, author_name: by?.name ?? null };
  await insertMessage(db, conversation, { id: newId("msg"), role: "system", text, event, ...author });
}

/** Who has it afterwards, or whom it is meant for. */
async function assigneeAfter(db: Db, conversation: Row, to: Handover, event: HandoverEvent, by: TeamMember | null): Promise<string | null> {
  const { handover: from, assigned_to: current, organization_id } = conversation;
  if (event !== "take_over") return to === "agent" || event === "leave" ? null : current;
  if (from === "person" && current !== null && current !== by?.id) throw conflict(await takenSentence(db, organization_id, current));
  return by?.id ?? null;
}

/** Who was first. */
export async function takenSentence(db: Db, organizationId: string, membershipId: string): Promise<Sentence> {
  const holder = await findMember(db, organizationId, membershipId);
  return say`${holder.user.name || holder.user.email} has this conversation.`;
}

const refusals: Record<Handover, string> = {
  agent: "The agent has this conversation.",
  waiting: "This conversation waits for a person. Take it over first.",
  person: "A person of the team has this conversation.",
  closed: "This conversation is closed. Reopen it first.",
};
