import type { Feature } from "#access/feature.ts";
import { routes } from "./server/routes.ts";

/** What the operator of the installation does with organizations. */
export const operator: Feature = {
  name: "operator",
  routes,
  nouns: [{ name: "operator", label: "By the operator" }],
};
