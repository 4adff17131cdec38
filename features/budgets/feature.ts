import type { Feature } from "#access/feature.ts";
import { budgetKinds } from "./contract.ts";
import { budgetMail } from "./server/mails.ts";
import { routes } from "./server/routes.ts";
import { tellBudget } from "./server/tell-budget.ts";

const warned = { organization: "Acme", cap: 10, used: 8, period_to: "2026-03-01", url: "https://botcadence.example/there" };
const everyWarning = budgetKinds.flatMap((kind) =>
  (["owner", "operator"] as const).flatMap((set_by) =>
    [80, 100].flatMap((percent) =>
      [true, false].flatMap((warn_only) => [null, "Shop"].map((agent) => ({ ...warned, agent, kind, set_by, warn_only, percent }))),
    ),
  ),
);

/** Caps on what may be used, and on how much there may be. */
export const budgets: Feature = {
  name: "budgets",
  routes,
  jobs: [tellBudget],
  nouns: [{ name: "budget", label: "Budgets" }],
  follows: { budget: "budget:read" },
  tables: {
    budgets: {
      archive: {
        name: "budget",
        what: "When the budget was set last; one line, or none.",
        columns: ["version", "updated_at"],
        key: [],
      },
      counted: true,
    },
    budget_meters: {
      archive: {
        name: "budget_caps",
        what: "A cap on what can be used in a period, and how much of it was used.",
        columns: ["id", "kind", "agent_id", "set_by", "cap", "warn_only", "used", "period_from", "period_to", "monthly_from", "told"],
      },
      counted: true,
    },
    record_caps: {
      archive: {
        name: "record_limits",
        what: "How many projects, agents or seats there may be, where a number holds for this organization alone.",
        columns: ["kind", "set_by", "cap"],
        leftOut: { plan: { why: "How a refusal names what the cap follows from.", available: ({ env }) => env.billing !== "off" } },
        key: ["kind", "set_by"],
      },
      counted: true,
    },
    first_caps: { ofInstallation: "What organizations begin with." },
    budget_reservations: { archive: "What answers that are being given will use at most, for seconds.", counted: true },
  },
  mails: { budgetMail: () => everyWarning.map((warning) => budgetMail("ann@example.com", warning)) },
};
