import type { Selectable } from "kysely";
import { notFound } from "#platform/errors.ts";
import type { Projects } from "#platform/database/schema.ts";
import type { Db } from "#platform/database/transaction.ts";

/**
 * The project of this organization, which every record below a project stands under.
 * @throws AppError `not_found` when there is none
 */
export async function findProject(db: Db, organizationId: string, projectId: string): Promise<Selectable<Projects>> {
  const project = await db
    .selectFrom("projects")
    .selectAll()
    .where("organization_id", "=", organizationId)
    .where("id", "=", projectId)
    .executeTakeFirst();
  if (!project) throw notFound("There is no such project.");
  return project;
}
