import type { Feature } from "#access/feature.ts";
import { sampleOf } from "#access/sample.ts";
import { removeHandlesOfProject } from "./server/agent-handles.ts";
import { createAgent } from "./server/create-agent.ts";
import { agentsInProject } from "./server/agents-in-project.ts";
import { findAgents } from "./server/find-agents.ts";
import { routes } from "./server/routes.ts";

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
          "instructions",
          "greeting",
          "model_name",
          "temperature",
          "allowed_origins",
          "allow_web_views",
          "hands_over",
          "created_by",
          "version",
          "created_at",
          "updated_at",
        ],
        leftOut: { test_page_version: "Part of the secret of a shared test page." },
      },
      counted: "chat agent",
    },
  },
  whenDeleted: { project: removeHandlesOfProject },
  sample: sampleOf(createAgent, "agent_id"),
  finds: { agent: findAgents },
  inProject: agentsInProject,
};
