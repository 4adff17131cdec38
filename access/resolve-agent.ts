import { readOrigin } from "#platform/http/origin.ts";
import { isId } from "#platform/ids.ts";
import type { Platform } from "#platform/platform.ts";
import { byCookie } from "./authenticate.ts";
import type { Caller } from "./caller.ts";
import { resolveHandle } from "./resolve-handle.ts";
import { readOrganization } from "./scope.ts";

/**
 * A widget knows only its agent: the handle leads to the organization, which is null where there is no such agent. A
 * member's session counts from our own pages alone.
 */
export async function resolveAgent(platform: Platform, agentId: string, request: Request): Promise<Caller> {
  const origin = readOrigin(request.headers.get("origin"));
  const organizationId = isId("agt", agentId) ? await resolveHandle(platform, "agent", agentId) : null;
  const organization = organizationId ? await readOrganization(platform, organizationId) : null;
  const member = organizationId && origin === platform.env.appUrl ? await byCookie(platform, request, organizationId) : null;
  const entry = member?.organization ? "member" : "website";
  return {
    actor: { type: "visitor", id: agentId, label: "Visitor", agentId, conversationId: null, origin, entry, begunAt: Date.now() },
    organization,
    permissions: new Set(),
    byCookie: false,
  };
}
