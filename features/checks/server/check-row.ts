import { sql, type Selectable } from "kysely";
import type { Checks } from "#platform/database/schema.ts";
import type { Db } from "#platform/database/transaction.ts";
import { notFound } from "#platform/errors.ts";

export type CheckRow = Selectable<Checks>;
export type Place = { organizationId: string; projectId: string };

/**
 * The check of this project.
 * @throws AppError `not_found` when there is none
 */
export async function findCheck(db: Db, { organizationId, projectId }: Place, checkId: string, lock?: "lock"): Promise<CheckRow> {
  const check = await checksOf(db, { organizationId, projectId })
    .selectAll()
    .where("id", "=", checkId)
    .$if(lock !== undefined, (found) => found.forUpdate())
    .executeTakeFirst();
  if (!check) throw notFound("There is no such check.");
  return check;
}

const checksOf = (db: Db, { organizationId, projectId }: Place) =>
  db.selectFrom("checks").where("organization_id", "=", organizationId).where("project_id", "=", projectId);

export async function countChecks(db: Db, place: Place): Promise<number> {
  const { count } = await checksOf(db, place)
    .select((select) => select.fn.countAll<number>().as("count"))
    .executeTakeFirstOrThrow();
  return count;
}

/** The check of the project that asks the same of the same agent, however it is written. */
export function findTwin(db: Db, place: Place, { question, agent_id }: { question: string; agent_id: string | null }) {
  return checksOf(db, place)
    .selectAll()
    .where(
      sql<boolean>`lower(regexp_replace(question, '[[:space:]]+', ' ', 'g')) = lower(regexp_replace(${question}::text, '[[:space:]]+', ' ', 'g'))`,
    )
    .where("agent_id", agent_id === null ? "is" : "=", agent_id)
    .executeTakeFirst();
}
