import { procedure } from "#access/operation.ts";
import { csvFile, type Cell } from "#platform/csv.ts";
import { answerMadeFile } from "#platform/http/made-file.ts";
import { UsageFileQuery, usageKinds, type UsageKind } from "../contract.ts";
import { addDays } from "./days.ts";
import { readNames, type Named } from "./label-rows.ts";
import { listDay, type UsageOfDay } from "./list-day.ts";
import { resolveRange } from "./range.ts";

const columns = ["day", "project_id", "project", "agent_id", "agent", "channel", "kind", "unit", "quantity"];

export const downloadUsage = procedure({
  name: "usage.download",
  summary: "What was used as a CSV file: a line for each day, project, agent, channel and kind. Of a level, by how much it changed.",
  scope: "organization",
  kind: "read",
  permission: "usage:read",
  input: UsageFileQuery,
  output: "stream",
  mediaType: "text/csv",
  example: () => ({}),
  async run({ product, organization: { id }, transaction }, query) {
    const { days, today } = await transaction(({ db }) => resolveRange(db, id, { ...query, group_by: "day" }), "read");
    const { first, last } = days!;
    async function* rows(): AsyncGenerator<Cell[][]> {
      // A day at a time in short transactions: nothing is held open for a reader who is slow.
      for (let day = first; day <= last && day <= today; day = addDays(day, 1)) {
        yield await transaction(async ({ db }) => {
          const used = await listDay(db, id, day);
          const projects = await readNames(db, product, id, { record: "project", ids: idsOf(used, "project_id") });
          const agents = await readNames(db, product, id, { record: "agent", ids: idsOf(used, "agent_id") });
          return used.map((row) => cellsOf(row, projects, agents));
        }, "read");
      }
    }
    return answerMadeFile(`usage-${first}-${last}.csv`, "text/csv", csvFile(columns, rows()));
  },
});

function cellsOf(row: UsageOfDay, projects: ReadonlyMap<string, Named>, agents: ReadonlyMap<string, Named>): Cell[] {
  const { day, project_id: project, agent_id: agent, channel, kind, quantity } = row;
  const unit = usageKinds[kind as UsageKind]?.unit ?? "";
  return [day, project, projects.get(project)?.name ?? "", agent, agents.get(agent)?.name ?? "", channel, kind, unit, quantity];
}

const idsOf = (rows: readonly UsageOfDay[], column: "project_id" | "agent_id") => [
  ...new Set(rows.map((row) => row[column]).filter((id) => id !== "")),
];
