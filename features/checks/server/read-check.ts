import { z } from "zod";
import { operation } from "#access/operation.ts";
import { CheckDetail } from "../contract.ts";
import { findCheck } from "./check-row.ts";
import { presentDetail } from "./present-checks.ts";

export const readCheck = operation({
  name: "check.read",
  summary: "A check with its last answer and the one before it, each with why it is what it is.",
  scope: "organization",
  kind: "read",
  permission: "check:read",
  params: ["project_id", "check_id"],
  input: z.object({}),
  output: CheckDetail,
  example: ({ project_id, check_id }) => ({ params: { project_id, check_id } }),
  run: async ({ db, organization, params }) =>
    presentDetail(db, await findCheck(db, { organizationId: organization.id, projectId: params.project_id }, params.check_id)),
});
