import { readSecret } from "#features/secrets/server/secrets.ts";
import type { Db } from "#platform/database/transaction.ts";
import type { Platform } from "#platform/platform.ts";
import type { ToolSetting } from "../../contract.ts";
import { secretIdsOf } from "../secret-ids-of.ts";
import { secretsOf, type Place } from "./find-secret.ts";

/** By id: where each is sent, and what; `text` null where it cannot be read any more. */
export type OpenedSecrets = ReadonlyMap<string, { origin: string; text: string | null }>;

/** Those of the project that these tools send. */
export async function openSecrets(db: Db, platform: Platform, place: Place, tools: readonly ToolSetting[]): Promise<OpenedSecrets> {
  const ids = secretIdsOf(tools);
  if (ids.length === 0) return new Map();
  const rows = await secretsOf(db, place).where("id", "in", ids).execute();
  const opened = new Map<string, { origin: string; text: string | null }>();
  for (const { id, origin } of rows)
    opened.set(id, { origin, text: await readSecret(db, platform, place.organizationId, "tool header", id) });
  return opened;
}
