import { z } from "zod";
import { job } from "#access/job.ts";
import { membersOf } from "#features/members/server/find-member.ts";
import { canReply } from "../handover/team-member.ts";
import { waitingMail } from "./mails.ts";

/** Sends one member one mail about conversations that are open with people; what was settled meanwhile is left out. */
export const mailNotice = job({
  name: "conversation.mail_notice",
  says: null,
  payload: z.object({ membership_id: z.string(), conversation_ids: z.array(z.string()).max(100) }),
  concurrency: 2,
  async run({ platform, organization, transaction }, { membership_id, conversation_ids }) {
    const found = await transaction(async ({ db }) => {
      const member = await membersOf(db, organization.id)
        .select(["u.email", "m.role", "r.permissions"])
        .where("m.id", "=", membership_id)
        .executeTakeFirst();
      const open = await db
        .selectFrom("conversations as c")
        .innerJoin("agents as a", (join) => join.onRef("a.organization_id", "=", "c.organization_id").onRef("a.id", "=", "c.agent_id"))
        .select(["c.id", "c.project_id", "c.handover", "a.name as agent_name"])
        .where("c.organization_id", "=", organization.id)
        .where((where) => where("c.id", "=", where.fn.any(where.val(conversation_ids))))
        .where("c.handover", "in", ["waiting", "person"])
        .orderBy("c.id")
        .execute();
      return { member, open };
    }, "read");
    const { member, open } = found;
    const first = open[0];
    if (!member || !first || !canReply(member)) return;
    const projects = `${platform.env.appUrl}/organizations/${organization.id}/projects`;
    const isInOne = open.every(({ project_id }) => project_id === first.project_id);
    const page = isInOne ? `${projects}/${first.project_id}/conversations` : projects;
    await platform.mail.send(
      waitingMail(member.email, {
        organization: organization.name,
        agent: first.agent_name,
        count: open.length,
        isWaiting: open.some(({ handover }) => handover === "waiting"),
        url: open.length === 1 ? `${page}?conversation=${first.id}` : page,
      }),
    );
  },
});
