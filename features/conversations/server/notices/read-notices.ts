import { z } from "zod";
import { operation } from "#access/operation.ts";
import type { Db } from "#platform/database/transaction.ts";
import { noticeByDefault, NoticeSettings } from "../../contract/notices.ts";
import { actingMember } from "../handover/team-member.ts";

export const readNotices = operation({
  name: "notice.read",
  summary: "How the caller hears by mail of conversations that wait for a person.",
  scope: "organization",
  kind: "read",
  permission: "conversation:reply",
  input: z.object({}),
  output: NoticeSettings,
  example: () => ({}),
  async run({ db, organization, actor, platform }) {
    const member = await actingMember(db, organization.id, actor);
    return { mail: await choiceOf(db, organization.id, member.id), sends: platform.mail.mode !== "none" };
  },
});

async function choiceOf(db: Db, organizationId: string, membershipId: string): Promise<NoticeSettings["mail"]> {
  const row = await db
    .selectFrom("notice_choices")
    .select("mail")
    .where("organization_id", "=", organizationId)
    .where("membership_id", "=", membershipId)
    .executeTakeFirst();
  return NoticeSettings.shape.mail.catch(noticeByDefault).parse(row?.mail);
}
