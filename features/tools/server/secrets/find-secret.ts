import type { Db } from "#platform/database/transaction.ts";
import { notFound } from "#platform/errors.ts";
import type { StoredSecret } from "../../contract.ts";

export type Place = { organizationId: string; projectId: string };

export const secretsOf = (db: Db, { organizationId, projectId }: Place) =>
  db
    .selectFrom("tool_secrets")
    .select(["id", "project_id", "name", "origin", "created_by", "created_at"])
    .where("organization_id", "=", organizationId)
    .where("project_id", "=", projectId);

/**
 * The secret of this project, without what it is.
 * @throws AppError `not_found` when there is none
 */
export async function findSecret(db: Db, place: Place, id: string): Promise<StoredSecret> {
  const secret = await secretsOf(db, place).where("id", "=", id).executeTakeFirst();
  if (!secret) throw notFound("There is no such secret.");
  return secret;
}

export const targetOf = ({ id, name }: Pick<StoredSecret, "id" | "name">) => ({ type: "secret", id, label: name });
