import type { Feature } from "#access/feature.ts";
import { whereSold } from "#features/addresses/server/seller.ts";
import { countSeatsOfDay } from "./server/count-seats.ts";
import { endPlans } from "./server/end-plans.ts";
import { followPlans } from "./server/follow-plans.ts";
import { routes } from "./server/routes.ts";

/** What is sold, and what an organization has of it. */
export const plans: Feature = {
  name: "plans",
  routes,
  jobs: [followPlans, endPlans, countSeatsOfDay],
  follows: { billing_emails: "billing:read" },
  tables: {
    billing_accounts: {
      archive: {
        name: "billing_account",
        what: "Who receives mail about billing, and the most that can be spent; one line, or none.",
        available: whereSold,
        columns: ["emails", "trial_used_at", "spend_cap"],
        leftOut: {
          stripe_customer_id: "Stripe's id of the organization.",
          asked_at: "When the customer was first created at Stripe.",
          checkout_session_id: "The checkout that may be open at the moment.",
          address_version_sent: "What was reported to Stripe.",
          emails_sent: "What was reported to Stripe.",
          reverse_charge_sent: "What was reported to Stripe.",
          cancelled_by_deletion: "Whether restoring the organization continues the subscription.",
          readings: "Counts readings of Stripe.",
          reading_kept: "Counts readings of Stripe.",
        },
        key: [],
      },
      counted: false,
    },
    plan_terms: {
      archive: {
        name: "plan_terms",
        what: "From which day the organization has had which plan, where the operator sets it.",
        available: whereSold,
        columns: ["from_day", "plan", "currency", "price", "set_at"],
        key: ["from_day"],
      },
      counted: true,
    },
    seat_days: {
      archive: {
        name: "seat_days",
        what: "How many seats were taken on a day, where the operator issues the invoices.",
        available: whereSold,
        columns: ["day", "seats"],
        key: ["day"],
      },
      counted: true,
    },
  },
};
