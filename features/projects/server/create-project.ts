import { operation } from "#access/operation.ts";
import { named } from "#access/says.ts";
import { requireRoom } from "#features/budgets/server/require-room.ts";
import { newId } from "#platform/ids.ts";
import { CreateProject, Project } from "../contract.ts";
import { countProjects } from "./count-projects.ts";

export const createProject = operation({
  name: "project.create",
  summary: "Makes a project.",
  scope: "organization",
  kind: "write",
  says: (entry) => `created the project${named(entry)}`,
  permission: "project:create",
  input: CreateProject,
  output: Project,
  status: 201,
  example: () => ({ input: { name: "Help centre", description: "Answers about orders." } }),
  async run({ platform, db, organization, actor, audit }, { name, description }) {
    await requireRoom(platform, db, organization.id, { kind: "projects", count: () => countProjects(db, organization.id) });
    const project = await db
      .insertInto("projects")
      .values({ organization_id: organization.id, id: newId("prj"), name, description: description || null, created_by: actor.id })
      .returningAll()
      .executeTakeFirstOrThrow();
    audit({ target: { type: "project", id: project.id, label: name }, after: { name, description: project.description } });
    return project;
  },
});
