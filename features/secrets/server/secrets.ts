import type { Db } from "#platform/database/transaction.ts";
import { newId } from "#platform/ids.ts";
import type { Platform } from "#platform/platform.ts";
import { seal, unseal, type SealingSecrets } from "#platform/seal.ts";

/** What secrets are for. Each purpose has a key of its own, so that one that is copied elsewhere opens nothing. */
export type SecretPurpose = "provider key" | "tool header" | "visitor identity";

/** Stores a text that can be used and is never shown. @returns its id */
export async function keepSecret(
  db: Db,
  platform: Platform,
  organizationId: string,
  purpose: SecretPurpose,
  text: string,
): Promise<string> {
  const id = newId("sec");
  const sealed = seal(sealingSecrets(platform), purpose, placeOf(organizationId, id), text);
  await db
    .insertInto("secrets")
    .values({ organization_id: organizationId, id, purpose, ...sealed })
    .execute();
  return id;
}

/** Null where it cannot be read any more, since the installation's secret was changed twice or without naming the previous one. */
export async function readSecret(
  db: Db,
  platform: Platform,
  organizationId: string,
  purpose: SecretPurpose,
  id: string,
): Promise<string | null> {
  const row = await db
    .selectFrom("secrets")
    .select(["sealed", "key_version"])
    .where("organization_id", "=", organizationId)
    .where("id", "=", id)
    .where("purpose", "=", purpose)
    .executeTakeFirst();
  return row ? unseal(sealingSecrets(platform), purpose, placeOf(organizationId, id), row) : null;
}

export async function dropSecret(db: Db, organizationId: string, id: string): Promise<void> {
  await db.deleteFrom("secrets").where("organization_id", "=", organizationId).where("id", "=", id).execute();
}

export const sealingSecrets = ({ appSecret, env }: Platform): SealingSecrets => ({ current: appSecret, previous: env.appSecretPrevious });

export const placeOf = (organizationId: string, id: string) => `${organizationId} ${id}`;
