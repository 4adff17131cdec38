import { sql } from "kysely";
import { z } from "zod";
import { operation } from "#access/operation.ts";
import { requireConversation } from "#features/conversations/server/read-conversation.ts";
import { ofSameVisitor } from "#features/conversations/server/visits/same-visitor.ts";
import { KnownBy, Visitor } from "../contract/visitor.ts";

const earlierMax = 50;

export const readVisitor = operation({
  name: "conversation.read_visitor",
  summary:
    "What is known of the visitor of a conversation without asking them: when they were last there, in which browser and language, on which page, and their other conversations. Those are the same visitor's if their website has signed them for the same person, if they were held in the same browser, or if both were reached by a link that was mailed to the same address; where one merely typed the same address, that alone is said.",
  scope: "organization",
  kind: "read",
  permission: "lead:read",
  alsoAsks: ["conversation:read"],
  params: ["project_id", "conversation_id"],
  input: z.object({}),
  output: Visitor,
  example: ({ project_id, conversation_id }) => ({ params: { project_id, conversation_id } }),
  async run({ db, organization, params, permissions }) {
    const { id } = await requireConversation(db, organization.id, params.project_id, params.conversation_id);
    const { rows } = await sql<Omit<Visitor, "earlier">>`
      select c.last_used_at as last_active_at, v.browser, v.system, v.language, v.page, v.referrer,
        case when v.subject is not null then jsonb_build_object(
          'subject', v.subject, 'name', v.identity_name, 'email', v.identity_email, 'at', to_char(v.identified_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
        ) end as identity
      from conversations c left join visits v on v.organization_id = c.organization_id and v.conversation_id = c.id
      where c.organization_id = ${organization.id} and c.id = ${id}`.execute(db);
    if (!permissions.has("conversation:read")) return { ...rows[0]!, earlier: [] };
    const earlier = await sql<Visitor["earlier"][number]>`
      with found as (
        ${ofSameVisitor(organization.id, sql`array[${id}::text]`)}
        union all
        select link.conversation_id,
          case when mine.email_proven_at is not null and l.email_proven_at is not null then 'proven_address' else 'same_address' end
        from lead_conversations at
        join leads mine on mine.organization_id = at.organization_id and mine.id = at.lead_id
        join leads l on l.organization_id = mine.organization_id and l.project_id = mine.project_id and l.email = mine.email
          and l.id <> mine.id
        join lead_conversations link on link.organization_id = l.organization_id and link.lead_id = l.id
        where at.organization_id = ${organization.id} and at.conversation_id = ${id}
      )
      select c.id, (array_agg(found.known_by order by array_position(${[...KnownBy.options]}::text[], found.known_by)))[1] as known_by, c.last_message_at,
        coalesce(c.title, (select m.text from messages m where m.organization_id = c.organization_id and m.conversation_id = c.id
          and m.role = 'visitor' order by m.id limit 1)) as opening
      from found join conversations c on c.organization_id = ${organization.id} and c.id = found.conversation_id
      where c.id <> ${id} and c.last_message_at is not null
      group by c.organization_id, c.id
      order by c.last_message_at desc limit ${earlierMax}`.execute(db);
    return { ...rows[0]!, earlier: earlier.rows };
  },
});
