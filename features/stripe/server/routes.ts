import { route, type Route } from "#access/router.ts";
import { beginCheckout } from "./begin-checkout.ts";
import { cancelSubscription } from "./cancel-subscription.ts";
import { changePlan } from "./change-plan.ts";
import { openPortal } from "./open-portal.ts";
import { refreshSubscription } from "./refresh-subscription.ts";
import { resumeSubscription } from "./resume-subscription.ts";

export const routes: Route[] = [
  route("POST /v1/organizations/{organization_id}/subscription/checkout", beginCheckout),
  route("POST /v1/organizations/{organization_id}/subscription/portal", openPortal),
  route("POST /v1/organizations/{organization_id}/subscription/refresh", refreshSubscription),
  route("PUT /v1/organizations/{organization_id}/subscription/plan", changePlan),
  route("POST /v1/organizations/{organization_id}/subscription/cancel", cancelSubscription),
  route("POST /v1/organizations/{organization_id}/subscription/resume", resumeSubscription),
];
