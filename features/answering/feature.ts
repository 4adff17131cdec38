import type { Feature } from "#access/feature.ts";

/** How a question is answered from passages. It has no addresses and no tables. */
export const answering: Feature = { name: "answering", routes: [] };
