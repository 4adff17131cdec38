import { sql } from "kysely";
import { z } from "zod";
import { Page, PageQuery } from "#access/list.ts";
import { operation } from "#access/operation.ts";
import { roles } from "#access/permissions.ts";
import { Member } from "../contract.ts";
import { memberColumns, membersOf, presentMember } from "./find-member.ts";

export const listMembers = operation({
  name: "member.list",
  summary: "Who belongs to the organization, Owners first, then by name.",
  scope: "organization",
  kind: "read",
  permission: "member:list",
  input: PageQuery.extend({ query: z.string().trim().max(200).optional().describe("Part of a name or an address.") }),
  output: Page(Member),
  example: () => ({}),
  async run({ db, organization }, { page, per_page, query }) {
    const words = sql`lower(${query})`;
    const found = membersOf(db, organization.id).$if(!!query, (all) =>
      all.where(sql<boolean>`(strpos(lower(u.name), ${words}) > 0 or strpos(u.email, ${words}) > 0)`),
    );
    const rows = await found
      .select(memberColumns)
      .orderBy(sql`coalesce(array_position(${sql.val([...roles])}::text[], m.role), 9)`)
      .orderBy(sql`lower(u.name)`)
      .orderBy("m.id")
      .limit(per_page)
      .offset((page - 1) * per_page)
      .execute();
    const { total } = await found.select((count) => count.fn.countAll<number>().as("total")).executeTakeFirstOrThrow();
    return { data: rows.map(presentMember), total, page, per_page };
  },
});
