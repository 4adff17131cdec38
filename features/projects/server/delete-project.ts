import { z } from "zod";
import { operation } from "#access/operation.ts";
import { named } from "#access/says.ts";
import { keepNames } from "#features/usage/server/keep-names.ts";
import { lockProject } from "./find-project.ts";

export const deleteProject = operation({
  name: "project.delete",
  summary: "Deletes a project with its knowledge, agents and conversations. A Member deletes what they created.",
  scope: "organization",
  kind: "write",
  changesRights: true,
  says: (entry) => `deleted the project${named(entry)} with everything in it`,
  takesLong: true,
  permission: "project:delete",
  own: {
    permission: "project:delete_own",
    async owns(db, actor, { project_id }) {
      const project = await db.selectFrom("projects").select("created_by").where("id", "=", project_id).executeTakeFirst();
      return project ? project.created_by === actor.id : null;
    },
  },
  params: ["project_id"],
  input: z.object({}),
  output: z.null(),
  status: 204,
  example: ({ project_id }) => ({ params: { project_id } }),
  async run({ db, organization, params, audit, send, platform, product }) {
    const project = await lockProject(db, organization.id, params.project_id);
    for (const removeRest of product.whenDeleted("project")) await removeRest({ db, send, platform }, project);
    await keepNames(db, organization.id, [project]);
    await db.deleteFrom("projects").where("organization_id", "=", organization.id).where("id", "=", project.id).execute();
    audit({
      target: { type: "project", id: project.id, label: project.name },
      before: { name: project.name, description: project.description },
    });
    return null;
  },
});
