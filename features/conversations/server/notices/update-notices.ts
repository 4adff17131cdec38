import { operation } from "#access/operation.ts";
import { NoticeChoice, NoticeSettings } from "../../contract/notices.ts";
import { actingMember } from "../handover/team-member.ts";

export const updateNotices = operation({
  name: "notice.update",
  summary: "Sets how the caller hears by mail of conversations that wait for a person: at once, every quarter of an hour, or not.",
  scope: "organization",
  kind: "write",
  says: null,
  permission: "conversation:reply",
  input: NoticeChoice,
  output: NoticeSettings,
  example: () => ({ input: { mail: "quarterly" } }),
  async run({ db, organization, actor, platform, audit }, { mail }) {
    const member = await actingMember(db, organization.id, actor);
    await db
      .insertInto("notice_choices")
      .values({ organization_id: organization.id, membership_id: member.id, mail })
      .onConflict((conflict) => conflict.columns(["organization_id", "membership_id"]).doUpdateSet({ mail }))
      .execute();
    // What somebody wants to hear of is nobody else's business.
    audit(null);
    return { mail, sends: platform.mail.mode !== "none" };
  },
});
