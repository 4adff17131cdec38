import { Page, PageQuery } from "#access/list.ts";
import { operation } from "#access/operation.ts";
import { findProject } from "#features/projects/server/find-project.ts";
import { SavedReply } from "../contract.ts";
import { replyColumns } from "./find-saved-reply.ts";

export const listSavedReplies = operation({
  name: "saved_reply.list",
  summary: "A project's saved replies, by name.",
  scope: "organization",
  kind: "read",
  permission: "conversation:reply",
  params: ["project_id"],
  input: PageQuery,
  output: Page(SavedReply),
  example: ({ project_id }) => ({ params: { project_id } }),
  async run({ db, organization, params }, { page, per_page }) {
    await findProject(db, organization.id, params.project_id);
    const all = db.selectFrom("saved_replies").where("organization_id", "=", organization.id).where("project_id", "=", params.project_id);
    const data = await all
      .select(replyColumns)
      .orderBy("name")
      .orderBy("id")
      .limit(per_page)
      .offset((page - 1) * per_page)
      .execute();
    const { total } = await all.select(({ fn }) => fn.countAll<number>().as("total")).executeTakeFirstOrThrow();
    return { data, total: Number(total), page, per_page };
  },
});
