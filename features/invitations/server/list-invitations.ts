import { sql } from "kysely";
import { z } from "zod";
import { Page, PageQuery } from "#access/list.ts";
import { operation } from "#access/operation.ts";
import { Invitation } from "../contract.ts";
import { invitationColumns, openInvitations, presentInvitation } from "./present-invitation.ts";

export const listInvitations = operation({
  name: "invitation.list",
  summary:
    "Whom the organization asked to join and who has not answered, the newest first. Expired ones stay until they are resent or revoked.",
  scope: "organization",
  kind: "read",
  permission: "member:list",
  input: PageQuery.extend({
    query: z.string().trim().max(200).optional().describe("Part of an address."),
    role: z.string().max(64).optional().describe("Only those with this role."),
  }),
  output: Page(Invitation),
  example: () => ({}),
  async run({ db, organization }, { page, per_page, query, role }) {
    const found = openInvitations(db, organization.id)
      .$if(!!query, (all) => all.where(sql<boolean>`strpos(i.email, lower(${query})) > 0`))
      .$if(!!role, (all) => all.where("i.role", "=", role!));
    const rows = await found
      .select(invitationColumns)
      .orderBy("i.id", "desc")
      .limit(per_page)
      .offset((page - 1) * per_page)
      .execute();
    const { total } = await found.select((count) => count.fn.countAll<number>().as("total")).executeTakeFirstOrThrow();
    return { data: rows.map(presentInvitation), total, page, per_page };
  },
});
