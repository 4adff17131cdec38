import type { Feature } from "#access/feature.ts";
import { sampleOf } from "#access/sample.ts";
import { createProject } from "./server/create-project.ts";
import { findProjects } from "./server/find-projects.ts";
import { routes } from "./server/routes.ts";

/** Projects, in which knowledge, agents and conversations are. */
export const projects: Feature = {
  name: "projects",
  routes,
  nouns: [{ name: "project", label: "Projects" }],
  follows: { project: "project:read" },
  tables: {
    projects: {
      archive: {
        name: "projects",
        what: "A project.",
        columns: ["id", "name", "description", "created_by", "version", "created_at", "updated_at"],
      },
      counted: "project",
    },
  },
  sample: sampleOf(createProject, "project_id"),
  finds: { project: findProjects },
};
