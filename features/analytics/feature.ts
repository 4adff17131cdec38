import type { Feature } from "#access/feature.ts";
import { routes } from "./server/routes.ts";

/** How a project's agents do. It keeps nothing of its own: all of it is read from what conversations leave. */
export const analytics: Feature = { name: "analytics", routes };
