import { sql } from "kysely";
import { z } from "zod";
import { operation } from "#access/operation.ts";
import type { Db } from "#platform/database/transaction.ts";
import { requireConversation } from "../read-conversation.ts";
import { actingMember } from "./team-member.ts";

export const markRead = operation({
  name: "conversation.mark_read",
  summary: "Notes that the caller has read a conversation up to now. Others keep what they have not read.",
  scope: "organization",
  kind: "write",
  says: null,
  permission: "conversation:read",
  params: ["project_id", "conversation_id"],
  input: z.object({}),
  output: z.null(),
  status: 204,
  example: ({ project_id, conversation_id }) => ({ params: { project_id, conversation_id } }),
  async run({ db, organization, actor, params, audit }) {
    const member = await actingMember(db, organization.id, actor);
    const { id } = await requireConversation(db, organization.id, params.project_id, params.conversation_id);
    await haveRead(db, organization.id, member.id, id);
    audit(null);
    return null;
  },
});

/** Somebody of the team has read a conversation up to now: no notice of it waits for them. */
export async function haveRead(db: Db, organizationId: string, membershipId: string, conversationId: string): Promise<void> {
  await sql`
    insert into conversation_reads (organization_id, membership_id, conversation_id, read_until)
    select ${organizationId}, ${membershipId}, ${conversationId}, max(id) from messages
      where organization_id = ${organizationId} and conversation_id = ${conversationId} having max(id) is not null
    on conflict (organization_id, membership_id, conversation_id) do update
      set read_until = greatest(conversation_reads.read_until, excluded.read_until)`.execute(db);
  await db
    .deleteFrom("conversation_notices")
    .where("organization_id", "=", organizationId)
    .where("membership_id", "=", membershipId)
    .where("conversation_id", "=", conversationId)
    .execute();
}
