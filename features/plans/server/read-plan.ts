import { whereSoldBy } from "#features/addresses/server/seller.ts";
import { z } from "zod";
import { process } from "#access/operation.ts";
import { lockIfThere } from "#features/organizations/server/lock-organization.ts";
import { notFound } from "#platform/errors.ts";
import type { Db } from "#platform/database/transaction.ts";
import { PlanStanding } from "../contract.ts";
import { dayOf, readPlanTerms, termOn } from "./plan-terms.ts";

export const readPlan = process({
  name: "operator.read_plan",
  summary: "The plan that an organization has today, and all that were set for it.",
  scope: "operator",
  kind: "read",
  available: whereSoldBy("operator"),
  params: ["organization_id"],
  input: z.object({}),
  output: PlanStanding,
  example: ({ organization_id }) => ({ params: { organization_id } }),
  run: ({ params: { organization_id: id }, organizationTransaction }) =>
    organizationTransaction(id, async ({ db }) => {
      if (!(await lockIfThere(db, id))) throw notFound("There is no organization with this id.");
      return presentPlan(db, id);
    }),
});

export async function presentPlan(db: Db, organizationId: string): Promise<PlanStanding> {
  const [today, terms] = [await dayOf(db, organizationId), await readPlanTerms(db, organizationId)];
  return { today, plan: termOn(terms, today)?.plan ?? "free", terms };
}
