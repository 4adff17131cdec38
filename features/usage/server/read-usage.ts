import { operation } from "#access/operation.ts";
import { Usage, UsageQuery, withZeros, type UsageRow } from "../contract.ts";
import { readTimeZone } from "./calendar.ts";
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
  async run({ db, organization: { id } }, { page, per_page, ...query }) {
    const asked = await resolveRange(db, id, query);
    const { group_by: group } = query;
    const isPaged = group === "project" || group === "agent";
    const paging = isPaged ? { limit: per_page, offset: (page - 1) * per_page } : {};
    const sums = await sumUsage(db, id, asked.range, { group, filter: query, ...paging });
    const before = await sumUsage(db, id, asked.before, { group: null, filter: query });
    const data = await rowsOf(sums.groups);
    return {
      period: await instantsOf(db, id, asked.range),
      time_zone: await readTimeZone(db, id),
      totals: withZeros(sums.totals),
      previous: { period: await instantsOf(db, id, asked.before), totals: withZeros(before.totals) },
      group_by: group,
      data,
      total: isPaged ? sums.total : data.length,
      page: isPaged ? page : 1,
      per_page: isPaged ? per_page : Math.max(1, data.length),
    };

    function rowsOf(groups: typeof sums.groups): Promise<UsageRow[]> {
      const isOfTime = group === "hour" || group === "day" || group === "period";
      return labelRows(db, id, group, isOfTime ? inTime(groups, asked, group) : groups);
    }
  },
});
