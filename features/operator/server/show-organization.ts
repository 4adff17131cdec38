import { z } from "zod";
import { inPath, operation } from "#access/operation.ts";
import { OperatorOrganization } from "../contract.ts";
import { presentOrganization } from "./present-organization.ts";

export const showOrganization = operation({
  name: "operator.show_organization",
  summary: "One organization: how it stands, how large it is and who owns it.",
  scope: "operator",
  within: inPath,
  kind: "read",
  params: ["organization_id"],
  input: z.object({}),
  output: OperatorOrganization,
  example: ({ organization_id }) => ({ params: { organization_id } }),
  run: ({ db, organizationId }) => presentOrganization(db, organizationId),
});
