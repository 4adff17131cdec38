import { operation } from "#access/operation.ts";
import { findProject } from "#features/projects/server/find-project.ts";
import { readTimeZone } from "#features/usage/server/calendar.ts";
import { Analytics, ComparedQuery } from "../contract.ts";
import { resolveRange, slotsOf } from "./range.ts";
import { readTotals } from "./read-totals.ts";

export const readAnalytics = operation({
  name: "analytics.read",
  summary: "How a project's agents did, or one of them: by day, or by hour where one day is asked for. Test chats are left out.",
  scope: "organization",
  kind: "read",
  takesLong: true,
  permission: "conversation:read",
  params: ["project_id"],
  input: ComparedQuery,
  output: Analytics,
  example: ({ project_id }) => ({ params: { project_id }, input: { compare: "true" } }),
  async run({ db, organization: { id }, params }, { compare, ...query }) {
    await findProject(db, id, params.project_id);
    const place = { organizationId: id, projectId: params.project_id, agentId: query.agent_id };
    const { range, before } = await resolveRange(db, id, query);
    const daysOf = ({ first, last }: typeof range) => ({ first, last });
    const { totals, slots } = await readTotals(db, place, { range, slots: await slotsOf(db, id, range) });
    const readBefore = async () => {
      const slot = { day: before.first, from: before.from, to: before.to };
      return { days: daysOf(before), totals: (await readTotals(db, place, { range: before, slots: [slot] })).totals };
    };
    return {
      days: daysOf(range),
      period: { from: range.from, to: range.to },
      time_zone: await readTimeZone(db, id),
      totals,
      previous: compare ? await readBefore() : null,
      by: range.first === range.last ? ("hour" as const) : ("day" as const),
      data: slots,
    };
  },
});
