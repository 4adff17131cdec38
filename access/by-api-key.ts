import type { Db } from "#platform/database/transaction.ts";
import { engineOf } from "#platform/engine.ts";
import { AppError } from "#platform/errors.ts";
import { hashToken } from "#platform/keys.ts";
import type { Platform } from "#platform/platform.ts";
import { say } from "#platform/sentence.ts";
import { isApiKey } from "./api-key.ts";
import type { Caller } from "./caller.ts";
import { factsOfRow, type OrganizationRow } from "./facts-of-row.ts";
import { lacksFactor, type FactorRow } from "./lacks-factor.ts";
import { notForKeys, permissionsOf, type Permission } from "./permissions.ts";

/** What the database's `authenticate_key` answers. */
type KeyRow = OrganizationRow &
  FactorRow & {
    key_id: string;
    key_name: string;
    permissions: string[];
    expired_at: Date | null;
    role: string;
    role_permissions: string[] | null;
  };

/**
 * The actor behind an API key; null where it is not one of ours. Loads key, maker and the organization's facts by one statement,
 * which also notes that the key was used.
 *
 * @param address from where
 * @throws AppError `unauthenticated` for a key that has expired
 */
export async function byApiKey(platform: Platform, key: string, organizationId: string | null, address: string): Promise<Caller | null> {
  if (!isApiKey(key)) return null;
  const rows = await engineOf(platform).database.identityLookup.query<KeyRow>({
    name: "authenticate_key",
    text: "select * from authenticate_key($1, $2)",
    values: [hashToken(key), address || null],
  });
  const row = rows[0];
  if (!row) return null;
  if (row.expired_at) throw new AppError("unauthenticated", say`This key expired at ${row.expired_at.toISOString()}. Generate a new one.`);
  return {
    actor: { type: "api_key", id: row.key_id, label: row.key_name },
    organization: row.organization_id === organizationId ? factsOfRow(row) : null,
    permissions: effectivePermissions(row.permissions, permissionsOf(row.role, row.role_permissions)),
    lacksFactor: lacksFactor(platform, row),
    byCookie: false,
  };
}

/** What a key can still do of what it was given: nothing that its creator cannot do now, and nothing that needs a person. */
export function effectivePermissions(given: readonly string[], maker: ReadonlySet<Permission>): ReadonlySet<Permission> {
  return new Set((given as Permission[]).filter((permission) => maker.has(permission) && !notForKeys.has(permission)));
}

/** Who made a key, and what it was given; undefined where it was revoked by now. */
export function readKey(
  db: Db,
  organizationId: string,
  keyId: string,
): Promise<{ membership_id: string; permissions: string[] } | undefined> {
  return db
    .selectFrom("api_keys")
    .select(["membership_id", "permissions"])
    .where("organization_id", "=", organizationId)
    .where("id", "=", keyId)
    .executeTakeFirst();
}
