import { z } from "zod";
import { procedure } from "#access/operation.ts";
import { findProject } from "#features/projects/server/find-project.ts";
import { csvFile, type Cell } from "#platform/csv.ts";
import { answerMadeFile } from "#platform/http/made-file.ts";
import { checksMax, type Check } from "../contract.ts";
import { presentChecks } from "./present-checks.ts";

const columns = ["question", "expects", "text", "source", "suggestion_counts", "agent", "last_result", "last_outcome", "last_asked_at"];

export const exportChecks = procedure({
  name: "check.export",
  summary: "A project's checks as a CSV file, which can be imported again: a line for each, with how its last run went.",
  scope: "organization",
  kind: "read",
  permission: "check:read",
  params: ["project_id"],
  input: z.object({}),
  output: "stream",
  mediaType: "text/csv",
  example: ({ project_id }) => ({ params: { project_id } }),
  async run({ organization, params, transaction }) {
    const place = { organizationId: organization.id, projectId: params.project_id };
    const { data } = await transaction(async ({ db }) => {
      await findProject(db, organization.id, params.project_id);
      return presentChecks(db, place, { limit: checksMax, offset: 0 });
    }, "read");
    async function* rows(): AsyncGenerator<Cell[][]> {
      yield data.map(cellsOf);
    }
    return answerMadeFile("checks.csv", "text/csv", csvFile(columns, rows()));
  },
});

function cellsOf({ question, expects, expected_text, source_name, suggestion_counts, agent_name, last }: Check): Cell[] {
  const standing = [last?.change, last?.outcome, last?.created_at];
  return [question, expects, expected_text, source_name, suggestion_counts ? "yes" : "no", agent_name, ...standing];
}
