import type { Feature } from "#access/feature.ts";
import { routes } from "./server/routes.ts";
import { sweepEvents } from "./server/sweep-events.ts";

/** What happens in an organization, for those who follow it. */
export const live: Feature = {
  name: "live",
  routes,
  jobs: [sweepEvents],
};
