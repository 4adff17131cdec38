import { z } from "zod";
import { inPath, operation } from "#access/operation.ts";
import { OperatorLimits } from "#features/budgets/contract.ts";
import { presentLimits } from "#features/budgets/server/present-budget.ts";
import { countRecords } from "./count-records.ts";
import { presentOrganization } from "./present-organization.ts";

export const readLimits = operation({
  name: "operator.read_limits",
  summary: "What an organization may use at most in a period, beside its own budget, and how many projects and agents it may have.",
  scope: "operator",
  within: inPath,
  kind: "read",
  params: ["organization_id"],
  input: z.object({}),
  output: OperatorLimits,
  example: ({ organization_id }) => ({ params: { organization_id } }),
  async run({ platform, db, organizationId: id }) {
    await presentOrganization(db, id);
    return presentLimits(platform, db, id, await countRecords(db, id));
  },
});
