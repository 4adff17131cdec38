import { sql } from "kysely";
import { operation } from "#access/operation.ts";
import { changed, named } from "#access/says.ts";
import { Project, UpdateProject } from "../contract.ts";
import { findProject } from "./find-project.ts";

export const updateProject = operation({
  name: "project.update",
  summary: "Changes a project's name or description.",
  scope: "organization",
  kind: "write",
  says: (entry) => changed(entry, `the project${named(entry)}`),
  permission: "project:update",
  params: ["project_id"],
  input: UpdateProject,
  output: Project,
  example: ({ project_id }) => ({ params: { project_id }, input: { name: "Customer help" } }),
  async run({ db, organization, params, audit }, changes) {
    const before = await findProject(db, organization.id, params.project_id);
    const project = await db
      .updateTable("projects")
      .set({
        name: changes.name ?? before.name,
        description: changes.description === undefined ? before.description : changes.description || null,
        updated_at: new Date(),
        version: sql`version + 1`,
      })
      .where("organization_id", "=", organization.id)
      .where("id", "=", before.id)
      .returningAll()
      .executeTakeFirstOrThrow();
    audit({
      target: { type: "project", id: project.id, label: project.name },
      before: { name: before.name, description: before.description },
      after: { name: project.name, description: project.description },
    });
    return project;
  },
});
