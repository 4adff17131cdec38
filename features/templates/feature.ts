import type { Feature } from "#access/feature.ts";
import { routes } from "./server/routes.ts";

/** What a project can begin with: an agent, questions to begin with and saved replies, made of several features. */
export const templates: Feature = {
  name: "templates",
  routes,
};
