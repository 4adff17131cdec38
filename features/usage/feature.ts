import type { Feature } from "#access/feature.ts";
import { rollUpUsage } from "./server/roll-up-usage.ts";
import { routes } from "./server/routes.ts";

/** The ledger of what is used, and its sums. */
export const usage: Feature = {
  name: "usage",
  routes,
  jobs: [rollUpUsage],
  tables: {
    usage_events: {
      archive: {
        name: "usage_events",
        what: "What an act used: an answer, a message, a file. The key is made from the act.",
        columns: ["idempotency_key", "kind", "quantity", "project_id", "agent_id", "channel", "occurred_at"],
        key: ["idempotency_key", "kind"],
      },
      counted: true,
    },
    usage_names: {
      archive: {
        name: "usage_names",
        what: "How a project or agent that is gone was called.",
        columns: ["id", "name"],
      },
      counted: true,
    },
    usage_days: { archive: "Sums of the usage events.", counted: true },
    usage_hours: { archive: "Sums of the usage events.", counted: true },
    usage_pending: { archive: "Usage events that no sum holds yet.", counted: true },
    usage_periods: { archive: "Sums of the usage events.", counted: true },
  },
};
