import { sql } from "kysely";
import { z } from "zod";
import { job } from "#access/job.ts";
import { membersOf } from "#features/members/server/find-member.ts";
import type { Db } from "#platform/database/transaction.ts";
import { noticeByDefault } from "../../contract/notices.ts";
import { canReply } from "../handover/team-member.ts";
import { mailNotice } from "./mail-notice.ts";

/**
 * Tells those who can reply that a conversation waits for a person, or the one who has it that its visitor wrote: each once,
 * until they read it.
 */
export const tellTeam = job({
  name: "conversation.tell_team",
  says: null,
  payload: z.object({ conversation_id: z.string() }),
  concurrency: 2,
  async run({ platform, organization, transaction }, { conversation_id }) {
    if (platform.mail.mode === "none") return;
    await transaction(async ({ db, send }) => {
      const conversation = await db
        .selectFrom("conversations")
        .select(["id", "assigned_to"])
        .where("organization_id", "=", organization.id)
        .where("id", "=", conversation_id)
        .where("handover", "in", ["waiting", "person"])
        .forKeyShare()
        .executeTakeFirst();
      if (!conversation) return;
      for (const { id, mail } of await readersOf(db, organization.id, conversation.assigned_to)) {
        const isNew = await note(db, { organization_id: organization.id, membership_id: id, conversation_id }, mail === "at_once");
        if (isNew && mail === "at_once") await send(mailNotice, { membership_id: id, conversation_ids: [conversation_id] });
      }
    });
  },
});

/** Who wants to hear of it by mail. @param assignedTo the one whom it is meant for; null: everybody who can reply */
async function readersOf(db: Db, organizationId: string, assignedTo: string | null) {
  const members = await membersOf(db, organizationId)
    .leftJoin("notice_choices as choice", (join) =>
      join.onRef("choice.organization_id", "=", "m.organization_id").onRef("choice.membership_id", "=", "m.id"),
    )
    .select(["m.id", "m.role", "r.permissions"])
    .select(sql<string>`coalesce(choice.mail, ${noticeByDefault})`.as("mail"))
    .$if(assignedTo !== null, (all) => all.where("m.id", "=", assignedTo))
    .orderBy("m.id")
    .execute();
  return members.filter((member) => member.mail !== "off" && canReply(member));
}

type Notice = { organization_id: string; membership_id: string; conversation_id: string };

/** False where they were told already and have not read it since. */
async function note(db: Db, notice: Notice, isMailed: boolean): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto("conversation_notices")
    .values({ ...notice, mailed_at: isMailed ? sql`now()` : null })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}
