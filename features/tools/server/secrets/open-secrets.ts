import { readSecret } from "#features/secrets/server/secrets.ts";
import type { Db } from "#platform/database/transaction.ts";
import type { Platform } from "#platform/platform.ts";
import type { ToolServer } from "../../contract/server.ts";
import { secretIdsOf } from "../secret-ids-of.ts";
import { secretsOf, type Place } from "./find-secret.ts";

/** By id: where each is sent, and what; `text` null where it cannot be read any more. */
export type OpenedSecrets = ReadonlyMap<string, { origin: string; text: string | null }>;

/** Those of the project that these servers are sent. */
export async function openSecrets(
  db: Db,
  platform: Platform,
  place: Place,
  servers: readonly Pick<ToolServer, "headers">[],
): Promise<OpenedSecrets> {
  const ids = secretIdsOf(servers);
  if (ids.length === 0) return new Map();
  const rows = await secretsOf(db, place).where("id", "in", ids).execute();
  const opened = new Map<string, { origin: string; text: string | null }>();
  for (const { id, origin } of rows)
    opened.set(id, { origin, text: await readSecret(db, platform, place.organizationId, "tool header", id) });
  return opened;
}
