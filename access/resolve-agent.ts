import { isId } from "#platform/ids.ts";
import type { Platform } from "#platform/platform.ts";
import type { Caller } from "./caller.ts";
import { resolveHandle } from "./resolve-handle.ts";
import { readOrganization } from "./scope.ts";

/** A widget knows only its agent: the handle leads to the organization. Null when there is no such agent. */
export async function resolveAgent(platform: Platform, agentId: string, origin: string): Promise<Caller | null> {
  if (!isId("agt", agentId)) return absent(agentId, origin);
  const organizationId = await resolveHandle(platform, "agent", agentId);
  return { ...absent(agentId, origin), organization: organizationId ? await readOrganization(platform, organizationId) : null };
}

function absent(agentId: string, origin: string): Caller {
  return {
    actor: { type: "visitor", id: agentId, label: "Visitor", agentId, conversationId: null, origin },
    organization: null,
    permissions: new Set(),
    byCookie: false,
  };
}
