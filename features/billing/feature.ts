import type { Feature } from "#access/feature.ts";
import { addressChanged } from "./server/address-changed.ts";
import { countSeatsOfDay } from "./server/manual/count-seats.ts";
import { followPlans } from "./server/follow-plans.ts";
import { following, followOrganizations } from "./server/stripe/follow.ts";
import { reconcile, reconciling } from "./server/stripe/reconcile.ts";
import { routes } from "./server/routes.ts";
import { sellsPlans } from "#features/invoices/server/sells-plans.ts";
import { stripeChanged } from "./server/stripe/stripe-changed.ts";
import { takesPayments } from "./server/stripe/stripe-of.ts";
import { tellInvoice } from "./server/manual/tell-invoice.ts";

/** Billing address, plans and how they are paid. */
export const billing: Feature = {
  name: "billing",
  routes,
  jobs: [addressChanged, followPlans, stripeChanged, followOrganizations, reconcile, countSeatsOfDay, tellInvoice],
  acts: [following, reconciling],
  nouns: [
    { name: "billing_address", label: "Billing address" },
    { name: "billing", label: "Payments", available: takesPayments },
    { name: "billing_emails", label: "Billing e-mails", available: takesPayments },
    { name: "subscription", label: "Subscription", available: takesPayments },
  ],
  tables: {
    billing_addresses: {
      archive: {
        name: "billing_address",
        what: "The billing address; one line, or none.",
        columns: [
          "legal_name",
          "line1",
          "line2",
          "city",
          "region",
          "postal_code",
          "country",
          "tax_id",
          "tax_id_check",
          "tax_id_checked_at",
          "version",
          "updated_at",
        ],
        key: [],
      },
      counted: true,
    },
    plan_terms: {
      archive: {
        name: "plan_terms",
        what: "From which day the organization has had which plan, where the operator sets it.",
        available: sellsPlans,
        columns: ["from_day", "plan", "currency", "price", "set_at"],
        key: ["from_day"],
      },
      counted: true,
    },
    seat_days: {
      archive: {
        name: "seat_days",
        what: "How many seats were taken on a day, where the operator issues the invoices.",
        available: sellsPlans,
        columns: ["day", "seats"],
        key: ["day"],
      },
      counted: true,
    },
    first_caps: { ofInstallation: "What organizations begin with." },
    billing_accounts: {
      archive: {
        name: "billing_account",
        what: "Who gets the mails about money, and what may be spent at most; one line, or none.",
        available: sellsPlans,
        columns: ["emails", "trial_used_at", "spend_cap"],
        leftOut: {
          stripe_customer_id: "By it Stripe knows the organization.",
          asked_at: "When the customer was first asked for at Stripe.",
          checkout_session_id: "The checkout that may be open at this moment.",
          address_version_sent: "What Stripe was told of.",
          emails_sent: "What Stripe was told of.",
          reverse_charge_sent: "What Stripe was told of.",
          cancelled_by_deletion: "Whether a restoration lets the subscription go on.",
          readings: "Counts readings of Stripe.",
          reading_kept: "Counts readings of Stripe.",
        },
        key: [],
      },
      counted: false,
    },
    subscriptions: {
      archive: {
        name: "subscription",
        what: "What the organization has subscribed to; one line, or none.",
        available: sellsPlans,
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
        leftOut: { stripe_subscription_id: "By it Stripe knows the subscription." },
        key: [],
      },
      counted: false,
    },
    stripe_events: { archive: "By them a repeated message of Stripe's is recognized.", counted: false },
    meter_events: { archive: "Usage on its way to Stripe, which is made from the ledger.", counted: false },
    billing_drifts: { archive: "What the operator's nightly comparison with Stripe found.", counted: false },
    customers_to_remove: { ofInstallation: "Customers at Stripe whose organization is gone." },
  },
};
