import type { Feature } from "#access/feature.ts";
import { routes } from "./server/routes.ts";
import { sumUpAnalytics } from "./server/sums/sum-up-analytics.ts";

/** How a project's agents do: sums of what conversations leave. */
export const analytics: Feature = {
  name: "analytics",
  routes,
  jobs: [sumUpAnalytics],
  tables: {
    analytics_pending: { archive: "Parts of days that are still to be summed.", counted: false },
    analytics_sums: { archive: "Sums of conversations, messages and ratings.", counted: false },
  },
};
