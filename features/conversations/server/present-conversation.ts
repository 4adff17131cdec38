import { sql, type SelectQueryBuilder } from "kysely";
import type { Conversations, DB } from "#platform/database/schema.ts";
import { Conversation, type Outcome } from "../contract.ts";
import { attachmentsOf } from "./attachments/attachments-of.ts";
import { sentenceOf } from "./handover/lines.ts";
import { askingEvents } from "./handover/transitions.ts";
import { ratingOf } from "./rating/rating-of.ts";

type Tables = DB & { c: Conversations };

/**
 * The columns of a conversation as the API shows it, with its agent's name, what was asked, how answers ended and what was
 * said last; `presentConversation` makes a row what is sent.
 *
 * @param readerId the membership that reads; null where nobody of the team does
 */
export function withAgentAndOpening<O>(query: SelectQueryBuilder<Tables, "c", O>, readerId: string | null) {
  return (
    query
      .innerJoin("agents as a", (join) => join.onRef("a.organization_id", "=", "c.organization_id").onRef("a.id", "=", "c.agent_id"))
      .leftJoin("memberships as holder", (join) =>
        join.onRef("holder.organization_id", "=", "c.organization_id").onRef("holder.id", "=", "c.assigned_to"),
      )
      .leftJoin("users as held", "held.id", "holder.user_id")
      .leftJoinLateral(
        (select) =>
          select
            .selectFrom("messages as m")
            .select(attachmentsOf("m").as("last_attachments"))
            .select(["m.role as last_role", "m.text as last_text", "m.event as last_event"])
            .select(["m.author_id as last_author_id", "m.author_name as last_author_name"])
            .whereRef("m.organization_id", "=", "c.organization_id")
            .whereRef("m.conversation_id", "=", "c.id")
            .where("m.role", "!=", "note")
            .orderBy("m.id", "desc")
            .limit(1)
            .as("last"),
        (join) => join.onTrue(),
      )
      .leftJoinLateral(
        (select) =>
          select
            .selectFrom("messages as m")
            .select([
              sql<number>`count(*) filter (where ${given})`.as("answers"),
              sql<number>`count(*) filter (where m.outcome = 'declined')`.as("unanswered"),
              sql<Outcome | null>`(array_agg(m.outcome order by m.id desc) filter (where m.outcome is not null))[1]`.as("ended"),
              sql<string | null>`(array_agg(m.text order by m.id) filter (where m.role = 'visitor' and m.text <> ''))[1]`.as("first_text"),
              sql<string | null>`max(m.id) filter (where m.role = 'visitor' or m.event = any(${askingEvents}))`.as("asked_last"),
            ])
            .whereRef("m.organization_id", "=", "c.organization_id")
            .whereRef("m.conversation_id", "=", "c.id")
            .as("sums"),
        (join) => join.onTrue(),
      )
      .leftJoin("conversation_reads as seen", (join) =>
        join
          .onRef("seen.organization_id", "=", "c.organization_id")
          .onRef("seen.conversation_id", "=", "c.id")
          .on("seen.membership_id", "=", readerId ?? ""),
      )
      .select(["c.id", "c.agent_id", "a.name as agent_name", "c.origin", "c.test", "c.message_count", "c.created_at", "c.last_message_at"])
      .select([
        "c.texts_removed_at",
        "c.handover",
        "c.handover_at",
        "c.tags",
        "c.assigned_to",
        "held.name as held_name",
        "held.email as held_email",
      ])
      .select(["last_role", "last_text", "last_event", "last_attachments", "last_author_id", "last_author_name", "answers", "unanswered"])
      .select(ratingOf("c").as("rating"))
      // How the last answer ended that was one is kept with the conversation; without any, how the last try did.
      .select(sql<Outcome | null>`coalesce(c.last_outcome, ended)`.as("outcome"))
      // Empty where there were words, which are removed.
      .select(sql<string | null>`coalesce(c.title, first_text, case when c.texts_removed_at is not null then '' end)`.as("opening"))
      .select(sql<boolean>`coalesce(c.answering_until > now(), false)`.as("answering"))
      .select(sql<boolean>`coalesce(asked_last > coalesce(seen.read_until, ''), false)`.as("unread"))
  );
}

const given = sql`m.outcome in ('answered', 'suggested', 'declined')`;

type Row = Awaited<ReturnType<ReturnType<typeof withAgentAndOpening<object>>["execute"]>>[number];

export function presentConversation(row: Row): Conversation {
  const {
    assigned_to,
    held_name,
    held_email,
    last_role,
    last_text,
    last_event,
    last_attachments,
    last_author_id,
    last_author_name,
    ...rest
  } = row;
  return Conversation.parse({
    ...rest,
    answers: rest.answers ?? 0,
    unanswered: rest.unanswered ?? 0,
    assigned_to: assigned_to === null ? null : { membership_id: assigned_to, name: held_name || held_email || "" },
    last_message:
      last_role === null
        ? null
        : {
            role: last_role,
            text: last_event === null ? last_text : sentenceOf(last_event, last_author_name, "team"),
            attachments: last_attachments ?? [],
            author: last_author_id === null ? null : { membership_id: last_author_id, name: last_author_name ?? "" },
          },
  });
}
