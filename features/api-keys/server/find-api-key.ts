import { effectivePermissions } from "#access/by-api-key.ts";
import { permissionsOf } from "#access/permissions.ts";
import type { Db } from "#platform/database/transaction.ts";
import { notFound } from "#platform/errors.ts";
import type { ApiKey } from "../contract.ts";

/** The API keys of an organization with the member behind each; `presentApiKey` makes a row what is sent. */
export function apiKeysOf(db: Db, organizationId: string) {
  return db
    .selectFrom("api_keys as k")
    .innerJoin("memberships as m", (join) =>
      join.onRef("m.organization_id", "=", "k.organization_id").onRef("m.id", "=", "k.membership_id"),
    )
    .leftJoin("custom_roles as r", (join) =>
      join.onRef("r.organization_id", "=", "m.organization_id").onRef("r.id", "=", "m.custom_role_id"),
    )
    .innerJoin("users as u", "u.id", "m.user_id")
    .where("k.organization_id", "=", organizationId);
}

export const apiKeyColumns = [
  "k.id",
  "k.name",
  "k.hint",
  "k.permissions",
  "k.created_at",
  "k.last_used_at",
  "k.last_used_from",
  "k.first_used_at",
  "k.first_used_from",
  "k.expires_at",
  "m.role",
  "r.permissions as role_permissions",
  "u.id as user_id",
  "u.name as user_name",
  "u.email as user_email",
] as const;

type Row = Omit<ApiKey, "effective_permissions" | "created_by"> & {
  role: string;
  role_permissions: string[] | null;
  user_id: string;
  user_name: string;
  user_email: string;
};

export function presentApiKey({ role, role_permissions, user_id, user_name, user_email, ...row }: Row): ApiKey {
  return {
    ...row,
    effective_permissions: [...effectivePermissions(row.permissions, permissionsOf(role, role_permissions))],
    created_by: { id: user_id, name: user_name || user_email },
  };
}

/** @throws AppError 404 for what is no key of this organization */
export async function findApiKey(db: Db, organizationId: string, apiKeyId: string): Promise<ApiKey> {
  const row = await apiKeysOf(db, organizationId).select(apiKeyColumns).where("k.id", "=", apiKeyId).executeTakeFirst();
  if (!row) throw notFound("There is no such API key.");
  return presentApiKey(row);
}
