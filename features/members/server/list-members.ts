import { sql } from "kysely";
import { z } from "zod";
import { byName } from "#access/by-name.ts";
import { collatorOf } from "#access/collator.ts";
import { idsOnPage, inOrderOf, Page, PageQuery } from "#access/list.ts";
import { operation, type RequestFacts } from "#access/operation.ts";
import { roles, type Role } from "#access/permissions.ts";
import { Member, MemberSort } from "../contract.ts";
import { memberColumns, membersOf, presentMember } from "./find-member.ts";

export const listMembers = operation({
  name: "member.list",
  summary: "Who belongs to the organization: by role and then by name, or sorted otherwise; searched and filtered.",
  scope: "organization",
  kind: "read",
  permission: "member:list",
  alsoAsks: ["member:read_sign_ins"],
  input: PageQuery.extend({
    query: z.string().trim().max(200).optional().describe("Part of a name or an address."),
    role: z.string().max(64).optional().describe("Only those with this role."),
    sort: MemberSort.default("role").describe("`role` begins with the Owners; `-` reverses an order."),
  }),
  output: Page(Member),
  example: () => ({}),
  async run({ db, organization, permissions, request }, { page, per_page, query, role, sort }) {
    const words = sql`lower(${query})`;
    const found = membersOf(db, organization.id)
      .$if(!!query, (all) => all.where(sql<boolean>`(strpos(lower(u.name), ${words}) > 0 or strpos(u.email, ${words}) > 0)`))
      .$if(!!role, (all) => all.where("m.role", "=", role!));
    const shown = found.select(memberColumns).$if(permissions.has("member:read_sign_ins"), (all) => all.select(lastSignIn));
    if (sort.endsWith("name") || sort.endsWith("role")) {
      const named = byName(
        await found.select(["m.id", "u.name", "m.role", "r.name as role_name"]).execute(),
        request,
        sort === "-name" ? "descending" : "ascending",
      );
      if (sort.endsWith("role")) named.sort(byRole(request, sort));
      const ids = idsOnPage(named, { page, per_page });
      const rows = ids.length === 0 ? [] : await shown.where("m.id", "in", ids).execute();
      return { data: inOrderOf(ids, rows).map(presentMember), total: named.length, page, per_page };
    }
    const direction = sort.startsWith("-") ? "desc" : "asc";
    const rows = await shown
      .orderBy(sql.ref(sort.endsWith("joined_at") ? "m.created_at" : "m.last_active_at"), direction)
      .orderBy("m.id", direction)
      .limit(per_page)
      .offset((page - 1) * per_page)
      .execute();
    const { total } = await found.select((count) => count.fn.countAll<number>().as("total")).executeTakeFirstOrThrow();
    return { data: rows.map(presentMember), total, page, per_page };
  },
});

/** The account log's policy shows an organization this of its members, and nothing else. */
const lastSignIn = sql<string | null>`(select max(e.created_at) from account_events e where e.user_id = u.id and e.kind = 'sign_in')`.as(
  "last_sign_in_at",
);

/** The four of the product, then the organization's own by name; members who share a role stay in the order they came in. */
function byRole(request: Pick<RequestFacts, "acceptLanguage">, sort: MemberSort) {
  type Holder = { role: string; role_name: string | null };
  const { compare } = collatorOf(request);
  const rankOf = ({ role_name, role }: Holder) => (role_name === null ? roles.indexOf(role as Role) : roles.length);
  const turn = sort.startsWith("-") ? -1 : 1;
  return (one: Holder, other: Holder) => turn * (rankOf(one) - rankOf(other) || compare(one.role_name ?? "", other.role_name ?? ""));
}
