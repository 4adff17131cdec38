import { z } from "zod";
import { operation } from "#access/operation.ts";
import { findCheck } from "./check-row.ts";

export const deleteCheck = operation({
  name: "check.delete",
  summary: "Deletes a check and its answers.",
  scope: "organization",
  kind: "write",
  says: () => "deleted a check",
  permission: "check:delete",
  params: ["project_id", "check_id"],
  input: z.object({}),
  output: z.null(),
  status: 204,
  example: ({ project_id, check_id }) => ({ params: { project_id, check_id } }),
  async run({ db, organization, params, audit }) {
    const { id } = await findCheck(db, { organizationId: organization.id, projectId: params.project_id }, params.check_id, "lock");
    await db.deleteFrom("checks").where("organization_id", "=", organization.id).where("id", "=", id).execute();
    audit({ target: { type: "check", id, label: "" }, before: {} });
    return null;
  },
});
