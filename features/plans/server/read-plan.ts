import { whereSoldBy } from "#features/addresses/server/seller.ts";
import { z } from "zod";
import { inPath, operation } from "#access/operation.ts";
import { notFound } from "#platform/errors.ts";
import type { Db } from "#platform/database/transaction.ts";
import { PlanStanding } from "../contract.ts";
import { dayOf, readPlanTerms, termOn } from "./plan-terms.ts";

export const readPlan = operation({
  name: "operator.read_plan",
  summary: "The plan that an organization has today, and all that were set for it.",
  scope: "operator",
  within: inPath,
  kind: "read",
  available: whereSoldBy("operator"),
  params: ["organization_id"],
  input: z.object({}),
  output: PlanStanding,
  example: ({ organization_id }) => ({ params: { organization_id } }),
  async run({ db, organizationId: id }) {
    const there = await db.selectFrom("organizations").select("id").where("id", "=", id).executeTakeFirst();
    if (!there) throw notFound("There is no organization with this id.");
    return presentPlan(db, id);
  },
});

export async function presentPlan(db: Db, organizationId: string): Promise<PlanStanding> {
  const [today, terms] = [await dayOf(db, organizationId), await readPlanTerms(db, organizationId)];
  return { today, plan: termOn(terms, today)?.plan ?? "free", terms };
}
