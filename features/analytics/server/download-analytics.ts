import { procedure } from "#access/operation.ts";
import { findProject } from "#features/projects/server/find-project.ts";
import { csvFile } from "#platform/csv.ts";
import { answerMadeFile } from "#platform/http/made-file.ts";
import { AnalyticsQuery } from "../contract.ts";
import { resolveRange, slotsOf } from "./range.ts";
import { readSums } from "./sums/read-sums.ts";

const head = ["day", "from", "conversations", "answers", "answered", "suggested", "declined"];

export const downloadAnalytics = procedure({
  name: "analytics.download",
  summary: "The same as a CSV file for a spreadsheet: a line for each day, or each hour where one day is asked for.",
  scope: "organization",
  kind: "read",
  takesLong: true,
  permission: "conversation:read",
  params: ["project_id"],
  input: AnalyticsQuery,
  output: "stream",
  mediaType: "text/csv",
  example: ({ project_id }) => ({ params: { project_id } }),
  async run({ organization: { id }, params, transaction }, query) {
    const { range, rows } = await transaction(async ({ db }) => {
      await findProject(db, id, params.project_id);
      const { range } = await resolveRange(db, id, query);
      const place = { organizationId: id, projectId: params.project_id, agentId: query.agent_id };
      return { range, rows: (await readSums(db, place, await slotsOf(db, id, range))).slots };
    }, "read");
    const cells = rows.map(({ day, from, conversations, answered, suggested, declined }) => [
      day,
      from,
      conversations,
      answered + suggested + declined,
      answered,
      suggested,
      declined,
    ]);
    async function* pages() {
      yield cells;
    }
    return answerMadeFile(`analytics-${range.first}-${range.last}.csv`, "text/csv", csvFile(head, pages()));
  },
});
