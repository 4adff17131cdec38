import type { Selectable } from "kysely";
import { notFound } from "#platform/errors.ts";
import type { Projects } from "#platform/database/schema.ts";
import type { Db } from "#platform/database/transaction.ts";

/**
 * The project of this organization, which every record below a project is under.
 * @throws AppError `not_found` when there is none
 */
export async function findProject(db: Db, organizationId: string, projectId: string): Promise<Selectable<Projects>> {
  return orAbsent(await oneOf(db, organizationId, projectId).executeTakeFirst());
}

/** The same for callers that add or remove what is counted below it: it is there until the transaction ends, and locked before caps are. */
export async function lockProjectShared(db: Db, organizationId: string, projectId: string): Promise<Selectable<Projects>> {
  return orAbsent(await oneOf(db, organizationId, projectId).forKeyShare().executeTakeFirst());
}

/** The same for callers that count what is below it and add to it: of two that come at once, one waits for the other. */
export async function lockProjectToCount(db: Db, organizationId: string, projectId: string): Promise<Selectable<Projects>> {
  return orAbsent(await oneOf(db, organizationId, projectId).forNoKeyUpdate().executeTakeFirst());
}

/** The same for its deletion: nothing is added below it from now on. */
export async function lockProject(db: Db, organizationId: string, projectId: string): Promise<Selectable<Projects>> {
  return orAbsent(await oneOf(db, organizationId, projectId).forUpdate().executeTakeFirst());
}

function oneOf(db: Db, organizationId: string, projectId: string) {
  return db.selectFrom("projects").selectAll().where("organization_id", "=", organizationId).where("id", "=", projectId);
}

function orAbsent(project: Selectable<Projects> | undefined): Selectable<Projects> {
  if (!project) throw notFound("There is no such project.");
  return project;
}
