import { z } from "zod";
import { process } from "#access/operation.ts";
import { Limits } from "#features/budgets/contract.ts";
import { presentLimits } from "#features/budgets/server/present-budget.ts";
import { presentOrganization } from "./present-organization.ts";

export const readLimits = process({
  name: "operator.read_limits",
  summary: "What an organization may use at most in a period, beside its own budget, and how much of that is used.",
  scope: "operator",
  kind: "read",
  params: ["organization_id"],
  input: z.object({}),
  output: Limits,
  example: ({ organization_id }) => ({ params: { organization_id } }),
  run: ({ params: { organization_id: id }, organizationTransaction }) =>
    organizationTransaction(id, async ({ db }) => {
      await presentOrganization(db, id);
      return presentLimits(db, id);
    }),
});
