import { engineOf } from "#platform/engine.ts";
import { hashToken } from "#platform/keys.ts";
import type { Platform } from "#platform/platform.ts";
import type { HandleKind } from "./handles.ts";

/** The organization that a handle belongs to; null when there is none. `secret` is stored only as its hash. */
export async function resolveHandle(platform: Platform, kind: HandleKind, secret: string): Promise<string | null> {
  const rows = await engineOf(platform).database.identityLookup.query<{ organization_id: string | null }>({
    name: "resolve_handle",
    text: "select resolve_handle($1, $2) as organization_id",
    values: [kind, hashToken(secret)],
  });
  return rows[0]?.organization_id ?? null;
}
