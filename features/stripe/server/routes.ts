import type { JobDefinition, SweepDefinition } from "#access/job.ts";
import type { Noun } from "#access/product.ts";
import { route, type Route } from "#access/router.ts";
import { beginCheckout } from "./begin-checkout.ts";
import { cancelSubscription } from "./cancel-subscription.ts";
import { changePlan } from "./change-plan.ts";
import { following, followOrganizations } from "./follow.ts";
import { listDrifts } from "./list-drifts.ts";
import { openPortal } from "./open-portal.ts";
import { reconcile, reconciling } from "./reconcile.ts";
import { refreshSubscription } from "./refresh-subscription.ts";
import { resumeSubscription } from "./resume-subscription.ts";
import { stripeChanged } from "./stripe-changed.ts";
import { takesPayments } from "./stripe-of.ts";

export const routes: Route[] = [
  route("POST /v1/organizations/{organization_id}/subscription/checkout", beginCheckout),
  route("POST /v1/organizations/{organization_id}/subscription/portal", openPortal),
  route("POST /v1/organizations/{organization_id}/subscription/refresh", refreshSubscription),
  route("PUT /v1/organizations/{organization_id}/subscription/plan", changePlan),
  route("POST /v1/organizations/{organization_id}/subscription/cancel", cancelSubscription),
  route("POST /v1/organizations/{organization_id}/subscription/resume", resumeSubscription),
  route("GET /v1/operator/billing-drifts", listDrifts),
];

export const jobs: (JobDefinition | SweepDefinition)[] = [stripeChanged, followOrganizations, reconcile];

export const nouns: Noun[] = [
  { name: "billing", label: "Payments", available: takesPayments },
  { name: "billing_emails", label: "Billing e-mails", available: takesPayments },
  { name: "subscription", label: "Subscription", available: takesPayments },
];

export const acts = [following, reconciling];
