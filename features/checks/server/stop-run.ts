import { z } from "zod";
import { operation } from "#access/operation.ts";
import { CheckRun } from "../contract.ts";
import { endRun, findRun, presentRun } from "./run-row.ts";

export const stopRun = operation({
  name: "check_run.stop",
  summary: "Stops a run. What was asked so far stays.",
  scope: "organization",
  kind: "write",
  says: () => "stopped a run of the checks",
  permission: "check:run",
  params: ["project_id", "check_run_id"],
  input: z.object({}),
  output: CheckRun,
  status: 200,
  example: ({ project_id, check_run_id }) => ({ params: { project_id, check_run_id } }),
  async run({ db, organization, params, audit, tell }) {
    const place = { organizationId: organization.id, projectId: params.project_id };
    const run = await findRun(db, place, params.check_run_id, "lock");
    if (run.status !== "running") {
      audit(null);
      return presentRun(run);
    }
    await endRun({ db, tell }, run, "stopped");
    audit({ target: { type: "project", id: params.project_id, label: "" }, before: {}, after: {} });
    return presentRun(await findRun(db, place, run.id));
  },
});
