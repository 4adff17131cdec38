import { z } from "zod";
import { operation } from "#access/operation.ts";
import { Budget } from "../contract.ts";
import { presentBudget } from "./present-budget.ts";

export const readBudget = operation({
  name: "budget.read",
  summary: "What the organization and its agents may use in a period, and how much of it is used; null while no cap was set.",
  scope: "organization",
  kind: "read",
  permission: "budget:read",
  input: z.object({}),
  output: Budget.nullable(),
  example: () => ({}),
  run: ({ db, product, organization }) => presentBudget(db, product, organization.id),
});
