import type { Feature } from "#access/feature.ts";
import { whereSold, whereSoldBy } from "#features/addresses/server/seller.ts";
import { following, followOrganizations } from "./server/follow.ts";
import { reconcile, reconciling } from "./server/reconcile.ts";
import { routes } from "./server/routes.ts";
import { stripeChanged } from "./server/stripe-changed.ts";

/** Payments through Stripe. */
export const stripe: Feature = {
  name: "stripe",
  routes,
  jobs: [stripeChanged, followOrganizations, reconcile],
  acts: [following, reconciling],
  nouns: [
    { name: "billing", label: "Payments", available: whereSoldBy("stripe") },
    { name: "billing_emails", label: "Billing emails", available: whereSoldBy("stripe") },
    { name: "subscription", label: "Subscription", available: whereSoldBy("stripe") },
  ],
  follows: { subscription: "billing:read" },
  tables: {
    subscriptions: {
      archive: {
        name: "subscription",
        what: "What the organization has subscribed to; one line, or none.",
        available: whereSold,
        columns: [
          "id",
          "plan",
          "status",
          "currency",
          "seats_paid",
          "started_at",
          "trial_ends_at",
          "period_starts_at",
          "period_ends_at",
          "cancels_at",
          "ended_at",
          "next_plan",
          "payment_method",
          "answers_included",
          "answer_price",
          "updated_at",
        ],
        leftOut: { stripe_subscription_id: "Stripe's id of the subscription." },
        key: [],
      },
      counted: false,
    },
    stripe_events: { archive: "Used to recognize a repeated message from Stripe.", counted: false },
    meter_events: { archive: "Usage on its way to Stripe, which is derived from the ledger.", counted: false },
    customers_to_remove: { ofInstallation: "Customers at Stripe whose organization is gone." },
  },
};
