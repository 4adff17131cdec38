import type { Feature } from "#access/feature.ts";
import { resealSecrets } from "./server/reseal-secrets.ts";

/** What an organization keeps to itself: others keep theirs here and say what for. */
export const secrets: Feature = {
  name: "secrets",
  routes: [],
  jobs: [resealSecrets],
  tables: {
    secrets: {
      archive: "Keys of providers and secrets of tools, which only this installation can read. Enter them again where they are needed.",
      counted: false,
    },
  },
};
