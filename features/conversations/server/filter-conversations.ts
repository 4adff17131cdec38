import { sql, type SelectQueryBuilder } from "kysely";
import type { ConversationFilter } from "../contract.ts";
import type { Conversations, DB } from "#platform/database/schema.ts";
import { askingEvents } from "./handover/transitions.ts";

type Query<O> = SelectQueryBuilder<DB & { c: Conversations }, "c", O>;

/** Those of the conversations that the filter asks for. @param readerId whose `me` and `unread` it is; null: nobody's */
export function filterConversations<O>(conversations: Query<O>, filter: ConversationFilter, readerId: string | null): Query<O> {
  const { agent_id, outcome, test, handover, assigned_to, closed, with_people, website, tag, rating, from, to, unread } = filter;
  let found = conversations;
  if (agent_id) found = found.where("c.agent_id", "=", agent_id);
  if (test !== undefined) found = found.where("c.test", "=", test);
  if (handover) found = found.where("c.handover", "=", handover);
  if (closed !== undefined) found = found.where("c.handover", closed ? "=" : "!=", "closed");
  if (with_people !== undefined) found = found.where("c.handover", with_people ? "in" : "not in", ["waiting", "person"]);
  if (assigned_to === "none") found = found.where("c.assigned_to", "is", null);
  else if (assigned_to) found = found.where("c.assigned_to", "=", assigned_to === "me" ? (readerId ?? "") : assigned_to);
  if (website) found = found.where("c.origin", "=", website);
  if (tag) found = found.where(sql<boolean>`c.tags @> array[${tag}]::text[]`);
  if (rating)
    found = found.where(
      sql<boolean>`exists (select from ratings r where r.organization_id = c.organization_id and r.conversation_id = c.id and r.score = ${Number(rating)})`,
    );
  if (from) found = found.where("c.last_message_at", ">=", from);
  if (to) found = found.where("c.last_message_at", "<", to);
  if (outcome) found = found.where(hasMessage(sql`m.outcome = ${outcome}`));
  if (unread !== undefined) {
    const seen = sql`select s.read_until from conversation_reads s
      where s.organization_id = c.organization_id and s.conversation_id = c.id and s.membership_id = ${readerId ?? ""}`;
    const isUnread = hasMessage(sql`(m.role = 'visitor' or m.event = any(${askingEvents})) and m.id > coalesce((${seen}), '')`);
    found = found.where(unread ? isUnread : sql<boolean>`not ${isUnread}`);
  }
  return found;
}

const hasMessage = (condition: ReturnType<typeof sql>) =>
  sql<boolean>`exists (select from messages m where m.organization_id = c.organization_id and m.conversation_id = c.id and ${condition})`;
