import type { JobDefinition, SweepDefinition } from "#access/job.ts";
import type { Noun } from "#access/product.ts";
import { route, type Route } from "#access/router.ts";
import { addressChanged } from "./address-changed.ts";
import { beginCheckout } from "./begin-checkout.ts";
import { cancelSubscription } from "./cancel-subscription.ts";
import { changePlan } from "./change-plan.ts";
import { listDrifts } from "./list-drifts.ts";
import { listPlans } from "./list-plans.ts";
import { cancelInvoice } from "./manual/cancel-invoice.ts";
import { countSeatsOfDay } from "./manual/count-seats.ts";
import { downloadIssued } from "./manual/download-issued.ts";
import { issueInvoices } from "./manual/issue-invoices.ts";
import { listIssued } from "./manual/list-issued.ts";
import { payInvoice, reopenInvoice } from "./manual/mark-invoice.ts";
import { readPlan } from "./manual/read-plan.ts";
import { setPlan } from "./manual/set-plan.ts";
import { showSeller } from "./manual/show-seller.ts";
import { tellInvoice } from "./manual/tell-invoice.ts";
import { updateSeller } from "./manual/update-seller.ts";
import { openPortal } from "./open-portal.ts";
import { readAddressRules } from "./read-address-rules.ts";
import { readBillingAddress } from "./read-billing-address.ts";
import { readSubscription } from "./read-subscription.ts";
import { refreshSubscription } from "./refresh-subscription.ts";
import { resumeSubscription } from "./resume-subscription.ts";
import { followPlans } from "./follow-plans.ts";
import { following, followOrganizations } from "./stripe/follow.ts";
import { reconcile, reconciling } from "./stripe/reconcile.ts";
import { stripeChanged } from "./stripe/stripe-changed.ts";
import { takesPayments } from "./stripe/stripe-of.ts";
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
  route("GET /v1/operator/seller", showSeller),
  route("PATCH /v1/operator/seller", updateSeller),
  route("GET /v1/operator/organizations/{organization_id}/plan", readPlan),
  route("PUT /v1/operator/organizations/{organization_id}/plan", setPlan),
  route("POST /v1/operator/organizations/{organization_id}/invoices", issueInvoices),
  route("GET /v1/operator/invoices", listIssued),
  route("GET /v1/operator/invoices/file", downloadIssued),
  route("POST /v1/operator/invoices/paid", payInvoice),
  route("POST /v1/operator/invoices/unpaid", reopenInvoice),
  route("POST /v1/operator/invoices/cancel", cancelInvoice),
];

export const jobs: (JobDefinition | SweepDefinition)[] = [
  addressChanged,
  followPlans,
  stripeChanged,
  followOrganizations,
  reconcile,
  countSeatsOfDay,
  tellInvoice,
];

export const nouns: Noun[] = [
  { name: "billing_address", label: "Billing address" },
  { name: "billing", label: "Payments", available: takesPayments },
  { name: "billing_emails", label: "Billing emails", available: takesPayments },
  { name: "subscription", label: "Subscription", available: takesPayments },
];

export const acts = [following, reconciling];
