import { route, type Route } from "#access/router.ts";
import { listPlans } from "./list-plans.ts";
import { readPlan } from "./read-plan.ts";
import { readSubscription } from "./read-subscription.ts";
import { setPlan } from "./set-plan.ts";
import { updateBillingEmails } from "./update-billing-emails.ts";
import { updateSpendCap } from "./update-spend-cap.ts";

export const routes: Route[] = [
  route("PUT /v1/organizations/{organization_id}/billing-emails", updateBillingEmails),
  route("GET /v1/organizations/{organization_id}/plans", listPlans),
  route("GET /v1/organizations/{organization_id}/subscription", readSubscription),
  route("PUT /v1/organizations/{organization_id}/subscription/spend-cap", updateSpendCap),
  route("GET /v1/operator/organizations/{organization_id}/plan", readPlan),
  route("PUT /v1/operator/organizations/{organization_id}/plan", setPlan),
];
