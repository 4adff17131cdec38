import { operation } from "#access/operation.ts";
import type { Db } from "#platform/database/transaction.ts";
import { Usage, UsageQuery, withZeros, type UsageRow } from "../contract.ts";
import { placesOf, readTimeZone, startsOf } from "./calendar.ts";
import { labelRows } from "./label-rows.ts";
import { instantsOf, resolveRange } from "./range.ts";
import { inTime } from "./in-time.ts";
import { sumUsage } from "./sum-usage.ts";

export const readUsage = operation({
  name: "usage.read",
  summary: "What the organization used in a period, beside the one before; by hour, day, period, project, agent, kind or channel.",
  scope: "organization",
  kind: "read",
  permission: "usage:read",
  input: UsageQuery,
  output: Usage,
  example: () => ({ input: { group_by: "project" } }),
  async run({ db, product, organization: { id } }, { page, per_page, ...query }) {
    const asked = await resolveRange(db, id, query);
    const { group_by: group } = query;
    const isPaged = group === "project" || group === "agent";
    const paging = isPaged ? { limit: per_page, offset: (page - 1) * per_page } : {};
    const sums = await sumUsage(db, id, asked.range, { group, filter: query, ...paging });
    const data = await rowsOf(sums.groups);
    return {
      period: await instantsOf(db, id, asked.range),
      time_zone: await readTimeZone(db, id),
      totals: withZeros(sums.totals),
      previous: await readPrevious(),
      group_by: group,
      data,
      total: isPaged ? sums.total : data.length,
      page: isPaged ? page : 1,
      per_page: isPaged ? per_page : Math.max(1, data.length),
    };

    async function readPrevious(): Promise<Usage["previous"]> {
      const period = await instantsOf(db, id, asked.before);
      if (period.from < (await firstDayOf(db, id))) return null;
      return { period, totals: withZeros((await sumUsage(db, id, asked.before, { group: null, filter: query })).totals) };
    }

    function rowsOf(groups: typeof sums.groups): Promise<UsageRow[]> {
      const isOfTime = group === "hour" || group === "day" || group === "period";
      return labelRows(db, product, id, { group, groups: isOfTime ? inTime(groups, asked, group) : groups });
    }
  },
});

/** When the day began on which the organization was created: what lies before is no time to compare with. */
async function firstDayOf(db: Db, organizationId: string): Promise<string> {
  const { created_at: created } = await db
    .selectFrom("organizations")
    .select("created_at")
    .where("id", "=", organizationId)
    .executeTakeFirstOrThrow();
  const [place] = await placesOf(db, organizationId, [created]);
  const [begin] = await startsOf(db, organizationId, [place!.day]);
  return begin!;
}
