import { z } from "zod";
import { process } from "#access/operation.ts";
import { OperatorOrganization } from "../contract.ts";
import { presentOrganization } from "./present-organization.ts";

export const showOrganization = process({
  name: "operator.show_organization",
  summary: "One organization: its status, how large it is and who owns it.",
  scope: "operator",
  kind: "read",
  params: ["organization_id"],
  input: z.object({}),
  output: OperatorOrganization,
  example: ({ organization_id }) => ({ params: { organization_id } }),
  run: ({ params, organizationTransaction }) =>
    organizationTransaction(params.organization_id, ({ db }) => presentOrganization(db, params.organization_id)),
});
