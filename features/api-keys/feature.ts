import type { Feature } from "#access/feature.ts";
import { sampleOf } from "#access/sample.ts";
import { createApiKey } from "./server/create-api-key.ts";
import { reset } from "./server/end-own-keys.ts";
import { keysOfMember } from "./server/keys-of-member.ts";
import { routes } from "./server/routes.ts";

/** Keys by which programs call the API. */
export const apiKeys: Feature = {
  name: "api-keys",
  routes,
  acts: [reset],
  nouns: [{ name: "api_key", label: "API keys" }],
  heldByMembers: keysOfMember,
  follows: { api_key: "api_key:list" },
  tables: {
    api_keys: {
      archive: {
        name: "api_keys",
        what: "An API key: its name and what it may do. Not the key itself.",
        columns: [
          "id",
          "name",
          "hint",
          "permissions",
          "membership_id",
          "created_at",
          "expires_at",
          "last_used_at",
          "last_used_from",
          "first_used_at",
          "first_used_from",
        ],
        leftOut: { hash: "Used to recognize a key." },
      },
      counted: true,
    },
  },
  sample: sampleOf(createApiKey, "api_key_id"),
};
