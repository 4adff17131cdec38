import type { Feature } from "#access/feature.ts";
import { sampleOf } from "#access/sample.ts";
import { createSecret } from "./server/secrets/create-secret.ts";
import { dropSecretsOfProject } from "./server/secrets/drop-secrets-of-project.ts";
import { routes } from "./server/routes.ts";

/** What agents can do beside answering. Which tools an agent has is part of its versions. */
export const tools: Feature = {
  name: "tools",
  routes,
  nouns: [{ name: "secret", label: "Secrets of tools" }],
  follows: { secret: "agent:read" },
  tables: {
    tool_secrets: {
      archive: {
        name: "tool_secrets",
        what: "A secret that tools of a project's agents send, without what it is.",
        columns: ["id", "project_id", "name", "origin", "created_by", "created_at"],
      },
      counted: false,
    },
  },
  whenDeleted: { project: dropSecretsOfProject },
  sample: sampleOf(createSecret, "secret_id"),
};
