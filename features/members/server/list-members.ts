import { sql, type RawBuilder } from "kysely";
import { z } from "zod";
import { Page, PageQuery } from "#access/list.ts";
import { operation } from "#access/operation.ts";
import { roles } from "#access/permissions.ts";
import { Member, MemberSort } from "../contract.ts";
import { memberColumns, membersOf, presentMember } from "./find-member.ts";

export const listMembers = operation({
  name: "member.list",
  summary: "Who belongs to the organization: by role and then by name, or sorted otherwise; searched and filtered.",
  scope: "organization",
  kind: "read",
  permission: "member:list",
  input: PageQuery.extend({
    query: z.string().trim().max(200).optional().describe("Part of a name or an address."),
    role: z.string().max(64).optional().describe("Only those with this role."),
    sort: MemberSort.default("role").describe("`role` begins with the Owners; `-` turns an order round."),
  }),
  output: Page(Member),
  example: () => ({}),
  async run({ db, organization, permissions }, { page, per_page, query, role, sort }) {
    const words = sql`lower(${query})`;
    const found = membersOf(db, organization.id)
      .$if(!!query, (all) => all.where(sql<boolean>`(strpos(lower(u.name), ${words}) > 0 or strpos(u.email, ${words}) > 0)`))
      .$if(!!role, (all) => all.where("m.role", "=", role!));
    const direction = sort.startsWith("-") ? "desc" : "asc";
    const rows = await keysOf(sort)
      .reduce(
        (sorted, key) => sorted.orderBy(key, direction),
        found.select(memberColumns).$if(permissions.has("organization:security"), (all) => all.select(lastSignIn)),
      )
      .$if(sort.endsWith("role"), (sorted) => sorted.orderBy(name))
      .orderBy("m.id", direction)
      .limit(per_page)
      .offset((page - 1) * per_page)
      .execute();
    const { total } = await found.select((count) => count.fn.countAll<number>().as("total")).executeTakeFirstOrThrow();
    return { data: rows.map(presentMember), total, page, per_page };
  },
});

const name = sql`lower(u.name)`;

/** The account log's policy shows an organization this of its members, and nothing else. */
const lastSignIn = sql<string | null>`(select max(e.created_at) from account_events e where e.user_id = u.id and e.kind = 'sign_in')`.as(
  "last_sign_in_at",
);

function keysOf(sort: MemberSort): RawBuilder<unknown>[] {
  if (sort.endsWith("last_active_at")) return [sql.ref("m.last_active_at")];
  if (sort.endsWith("joined_at")) return [sql.ref("m.created_at")];
  // The organization's own roles come after the four, by name.
  return sort.endsWith("role") ? [sql`array_position(${sql.val([...roles])}::text[], m.role)`, sql`lower(r.name)`] : [name];
}
