import type { JobDefinition, SweepDefinition } from "#access/job.ts";
import { route, type Route } from "#access/router.ts";
import { addressChanged } from "./address-changed.ts";
import { beginCheckout } from "./begin-checkout.ts";
import { cancelSubscription } from "./cancel-subscription.ts";
import { changePlan } from "./change-plan.ts";
import { listDrifts } from "./list-drifts.ts";
import { listPlans } from "./list-plans.ts";
import { openPortal } from "./open-portal.ts";
import { readAddressRules } from "./read-address-rules.ts";
import { readBillingAddress } from "./read-billing-address.ts";
import { readSubscription } from "./read-subscription.ts";
import { refreshSubscription } from "./refresh-subscription.ts";
import { resumeSubscription } from "./resume-subscription.ts";
import { followPlans } from "./follow-plans.ts";
import { followOrganizations } from "./stripe/follow.ts";
import { reconcile } from "./stripe/reconcile.ts";
import { stripeChanged } from "./stripe/stripe-changed.ts";
import { updateBillingAddress } from "./update-billing-address.ts";
import { updateBillingEmails } from "./update-billing-emails.ts";
import { updateSpendCap } from "./update-spend-cap.ts";

export const routes: Route[] = [
  route("GET /v1/address-rules", readAddressRules),
  route("GET /v1/organizations/{organization_id}/billing-address", readBillingAddress),
  route("PUT /v1/organizations/{organization_id}/billing-address", updateBillingAddress),
  route("PUT /v1/organizations/{organization_id}/billing-emails", updateBillingEmails),
  route("GET /v1/organizations/{organization_id}/plans", listPlans),
  route("GET /v1/organizations/{organization_id}/subscription", readSubscription),
  route("POST /v1/organizations/{organization_id}/subscription/checkout", beginCheckout),
  route("POST /v1/organizations/{organization_id}/subscription/portal", openPortal),
  route("POST /v1/organizations/{organization_id}/subscription/refresh", refreshSubscription),
  route("PUT /v1/organizations/{organization_id}/subscription/plan", changePlan),
  route("PUT /v1/organizations/{organization_id}/subscription/spend-cap", updateSpendCap),
  route("POST /v1/organizations/{organization_id}/subscription/cancel", cancelSubscription),
  route("POST /v1/organizations/{organization_id}/subscription/resume", resumeSubscription),
  route("GET /v1/operator/billing-drifts", listDrifts),
];

export const jobs: (JobDefinition | SweepDefinition)[] = [addressChanged, followPlans, stripeChanged, followOrganizations, reconcile];
