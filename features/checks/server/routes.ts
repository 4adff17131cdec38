import { route, type Route } from "#access/router.ts";
import { createCheck } from "./create-check.ts";
import { checkDraft } from "./draft/check-draft.ts";
import { readDraftChecks } from "./draft/read-draft-checks.ts";
import { deleteCheck } from "./delete-check.ts";
import { exportChecks } from "./export-checks.ts";
import { importChecks } from "./import-checks.ts";
import { listChecks } from "./list-checks.ts";
import { listRuns } from "./list-runs.ts";
import { previewRun } from "./preview-run.ts";
import { readCheck } from "./read-check.ts";
import { readRun } from "./read-run.ts";
import { startRun } from "./start-run.ts";
import { stopRun } from "./stop-run.ts";
import { updateCheck } from "./update-check.ts";

const project = "/v1/organizations/{organization_id}/projects/{project_id}";

export const routes: Route[] = [
  route(`GET ${project}/checks`, listChecks),
  route(`POST ${project}/checks`, createCheck),
  route(`GET ${project}/checks/file`, exportChecks),
  route(`POST ${project}/checks/import`, importChecks),
  route(`GET ${project}/checks/{check_id}`, readCheck),
  route(`PATCH ${project}/checks/{check_id}`, updateCheck),
  route(`DELETE ${project}/checks/{check_id}`, deleteCheck),
  route(`GET ${project}/agents/{agent_id}/draft-checks`, readDraftChecks),
  route(`POST ${project}/agents/{agent_id}/draft-checks`, checkDraft),
  route(`GET ${project}/check-runs`, listRuns),
  route(`POST ${project}/check-runs`, startRun),
  route(`GET ${project}/check-runs/next`, previewRun),
  route(`GET ${project}/check-runs/{check_run_id}`, readRun),
  route(`POST ${project}/check-runs/{check_run_id}/stop`, stopRun),
];
