import type { Feature } from "#access/feature.ts";
import { routes } from "./server/routes.ts";
import { sweepAccountEvents } from "./server/sweep-account-events.ts";

/** What happened to an account, for its owner. */
export const accountLog: Feature = {
  name: "account-log",
  routes,
  jobs: [sweepAccountEvents],
  tables: {
    account_events: { archive: "Logs of people's own accounts. When a key was used first is with the API keys.", counted: false },
  },
};
