import type { Feature } from "#access/feature.ts";
import { removeHandlesOfProject } from "./server/agent-handles.ts";
import { agentsInProject } from "./server/agents-in-project.ts";
import { findAgents } from "./server/find-agents.ts";
import { usesOfProviders } from "./server/uses-of-providers.ts";
import { routes } from "./server/routes.ts";
import { sampleAgent } from "./server/sample-agent.ts";

/** Chat agents. */
export const agents: Feature = {
  name: "agents",
  routes,
  nouns: [{ name: "agent", label: "Chat agents" }],
  follows: { agent: "agent:read" },
  tables: {
    agents: {
      archive: {
        name: "agents",
        what: "A chat agent.",
        columns: [
          "id",
          "project_id",
          "name",
          "allowed_origins",
          "allow_web_views",
          "hosted_page",
          "hosted_page_title",
          "hosted_page_description",
          "hosted_page_picture",
          "hosted_page_indexed",
          "published_version",
          "requires_checks",
          "created_by",
          "version",
          "created_at",
          "updated_at",
        ],
        leftOut: { test_page_version: "Part of the secret of a shared test page." },
      },
      counted: "chat agent",
    },
    agent_versions: {
      archive: {
        name: "agent_versions",
        what: "A version of a chat agent: its settings as they were published.",
        columns: ["id", "agent_id", "number", "settings", "note", "restores", "published_by", "published_by_label", "published_at"],
      },
      counted: false,
    },
    agent_drafts: {
      archive: {
        name: "agent_drafts",
        what: "The settings of a chat agent that were changed and not published yet.",
        columns: ["agent_id", "changes", "version", "updated_by_label", "updated_at"],
        key: ["agent_id"],
      },
      counted: false,
    },
    identity_secrets: {
      archive: {
        name: "identity_secrets",
        what: "That websites of a chat agent can sign who their visitors are, without the secret.",
        columns: ["agent_id", "created_at"],
        leftOut: { secret_id: "The secret, which only this installation can read." },
        key: ["agent_id"],
      },
      counted: false,
    },
  },
  whenDeleted: { project: removeHandlesOfProject },
  sample: sampleAgent,
  finds: { agent: findAgents },
  uses: { provider: usesOfProviders },
  inProject: agentsInProject,
};
