import { route, type Route } from "#access/router.ts";
import { listBudgetWarnings } from "./list-budget-warnings.ts";
import { readBudget } from "./read-budget.ts";
import { updateBudget } from "./update-budget.ts";

const budget = "/v1/organizations/{organization_id}/budget";

export const routes: Route[] = [
  route(`GET ${budget}`, readBudget),
  route(`PUT ${budget}`, updateBudget),
  route(`GET ${budget}/warnings`, listBudgetWarnings),
];
