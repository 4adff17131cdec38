import { z } from "zod";
import { operation } from "#access/operation.ts";
import { CheckRun } from "../contract.ts";
import { findRun, presentRun } from "./run-row.ts";

export const readRun = operation({
  name: "check_run.read",
  summary: "A run of the checks: how far it is, and what changed with it.",
  scope: "organization",
  kind: "read",
  permission: "check:read",
  params: ["project_id", "check_run_id"],
  input: z.object({}),
  output: CheckRun,
  example: ({ project_id, check_run_id }) => ({ params: { project_id, check_run_id } }),
  run: async ({ db, organization, params }) =>
    presentRun(await findRun(db, { organizationId: organization.id, projectId: params.project_id }, params.check_run_id)),
});
