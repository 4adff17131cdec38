import type { Feature } from "#access/feature.ts";
import { routes } from "./server/routes.ts";

/** How a question is answered from passages. It has no tables. */
export const answering: Feature = { name: "answering", routes };
