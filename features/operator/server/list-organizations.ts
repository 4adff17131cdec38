import { z } from "zod";
import { Page, PageQuery } from "#access/list.ts";
import { operation } from "#access/operation.ts";
import { statusOf } from "#access/status.ts";
import { Email } from "#features/identity/contract.ts";
import { OperatorListItem } from "../contract.ts";
import { counts } from "./counts.ts";

export const listOrganizations = operation({
  name: "operator.list_organizations",
  summary: "Every organization of the installation, newest first. `search` finds an id, a part of a name, or a member's address.",
  scope: "operator",
  within: { everywhere: "the operator looks at all organizations" },
  kind: "read",
  input: PageQuery.extend({ search: z.string().trim().max(200).optional() }),
  output: Page(OperatorListItem),
  example: () => ({ input: { search: "acme" } }),
  async run({ db }, { search, page, per_page }) {
    let found = db.selectFrom("organizations as o");
    if (search) {
      found = found.where((where) =>
        where.or([
          where("o.id", "=", search),
          where("o.name", "ilike", `%${search.replace(/[\\%_]/g, "\\$&")}%`),
          where.exists(
            where
              .selectFrom("users as u")
              .innerJoin("memberships as m", "m.user_id", "u.id")
              .select("m.id")
              .where("u.email", "=", Email.safeParse(search).data ?? search.toLowerCase())
              .whereRef("m.organization_id", "=", "o.id"),
          ),
        ]),
      );
    }
    const rows = await found
      .select([
        "o.id",
        "o.name",
        "o.awaits_owner",
        "o.created_at",
        "o.purge_at",
        "o.suspended_at",
        "o.suspended_reason",
        "o.past_due_since",
      ])
      .select(counts)
      .orderBy("o.id", "desc")
      .limit(per_page)
      .offset((page - 1) * per_page)
      .execute();
    const { total } = await found.select((query) => query.fn.countAll<number>().as("total")).executeTakeFirstOrThrow();
    return { data: rows.map((row) => ({ ...row, status: statusOf(row) })), total, page, per_page };
  },
});
