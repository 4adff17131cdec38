import { readSecret } from "#features/secrets/server/secrets.ts";
import type { Db } from "#platform/database/transaction.ts";
import type { Platform } from "#platform/platform.ts";
import type { ProviderKind } from "../contract.ts";
import type { ProviderRow } from "./find-provider.ts";
import type { Access } from "./open-organizations.ts";

/** What it takes to ask a provider. A key that cannot be read any more is sent as none, which the provider then refuses. */
export async function accessOf(
  db: Db,
  platform: Platform,
  row: Pick<ProviderRow, "organization_id" | "id" | "kind" | "base_url" | "secret_id">,
): Promise<Access> {
  const apiKey = row.secret_id && (await readSecret(db, platform, row.organization_id, "provider key", row.secret_id));
  return { id: row.id, kind: row.kind as ProviderKind, baseUrl: row.base_url, apiKey };
}
