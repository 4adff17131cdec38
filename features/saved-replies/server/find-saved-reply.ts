import type { Db } from "#platform/database/transaction.ts";
import { invalid, notFound } from "#platform/errors.ts";
import type { SavedReply } from "../contract.ts";

export type Place = { organizationId: string; projectId: string };

/**
 * The saved reply of this project. @param lock where it is changed: nobody else does until the transaction ends
 * @throws AppError `not_found` when there is none
 */
export async function findSavedReply(db: Db, { organizationId, projectId }: Place, id: string, lock?: "lock"): Promise<SavedReply> {
  const reply = await db
    .selectFrom("saved_replies")
    .select(replyColumns)
    .where("organization_id", "=", organizationId)
    .where("project_id", "=", projectId)
    .where("id", "=", id)
    .$if(lock === "lock", (one) => one.forUpdate())
    .executeTakeFirst();
  if (!reply) throw notFound("There is no such saved reply.");
  return reply;
}

export const replyColumns = ["id", "project_id", "name", "text", "shortcut", "version", "created_at", "updated_at"] as const;

/**
 * The project is locked, so that no two that come at once take the same.
 * @throws AppError 422 where another of the project has the name or the shortcut
 */
export async function refuseTaken(
  db: Db,
  { organizationId, projectId }: Place,
  { id, name, shortcut }: { id?: string; name: string; shortcut: string | null },
): Promise<void> {
  const others = await db
    .selectFrom("saved_replies")
    .select(["name", "shortcut"])
    .where("organization_id", "=", organizationId)
    .where("project_id", "=", projectId)
    .where("id", "!=", id ?? "")
    .where((where) => where.or([where("name", "=", name), where("shortcut", "=", shortcut)]))
    .execute();
  if (others.some((other) => other.name === name)) throw invalid({ name: "Another saved reply of the project has this name." });
  if (others.length > 0) throw invalid({ shortcut: "Another saved reply of the project has this shortcut." });
}

/** In the audit log; names are the team's own. */
export const targetOf = ({ id, name }: Pick<SavedReply, "id" | "name">) => ({ type: "saved_reply", id, label: name });
