import { leaveTenant } from "#access/leave-tenant.ts";
import { answersOn } from "#features/agents/server/answers-on.ts";
import type { AgentRow } from "#features/agents/server/find-agent.ts";
import type { App, HttpContext } from "#platform/http/app.ts";
import { readOrigin } from "#platform/http/origin.ts";
import { isId } from "#platform/ids.ts";
import type { Platform } from "#platform/platform.ts";
import { originRefused } from "./require-admitted.ts";

const secondsKept = "600";

/** Lets widgets on other origins read our answers, refusals included, and never with credentials. */
export function allowWidgetOrigins(app: App): void {
  app.use("/widget/v1/*", async (c, next) => {
    await next();
    const origin = c.req.header("origin");
    // A refused preflight allows nothing.
    if (origin && (c.req.method !== "OPTIONS" || c.res.ok)) c.header("Access-Control-Allow-Origin", origin);
    c.header("Vary", "Origin", { append: true });
  });
}

/**
 * Answers what browsers ask before a widget's requests. A preflight names no conversation's owner, so only one that names an
 * agent can be refused; the request itself is checked in any case.
 */
export function answerPreflights(app: App, platform: Platform): void {
  app.options("/widget/v1/agents/:agent_id/conversations", async (c) => {
    const agent = await findAgent(platform, c.req.param("agent_id"));
    const origin = readOrigin(c.req.header("origin"));
    if (agent && !answersOn(agent, origin)) throw originRefused(origin);
    return preflight(c);
  });
  app.options("/widget/v1/*", (c) => preflight(c));
}

function preflight(c: HttpContext): Response {
  return c.body(null, 204, {
    "Access-Control-Allow-Methods": "GET, POST, PUT, PATCH, DELETE",
    "Access-Control-Allow-Headers": "Accept-Language, Authorization, Content-Type, Idempotency-Key, Last-Event-ID",
    "Access-Control-Max-Age": secondsKept,
  });
}

/** Null where there is no such agent, which the request itself may then say. */
async function findAgent(platform: Platform, agentId: string): Promise<Pick<AgentRow, "allowed_origins" | "allow_web_views"> | null> {
  const organizationId = isId("agt", agentId)
    ? await leaveTenant(platform, "on which websites an agent answers").organizationOf("agent", agentId)
    : null;
  if (!organizationId) return null;
  return leaveTenant(platform, "on which websites an agent answers").tenant(
    organizationId,
    async ({ db }) => {
      const agent = await db
        .selectFrom("agents")
        .select(["allowed_origins", "allow_web_views"])
        .where("organization_id", "=", organizationId)
        .where("id", "=", agentId)
        .executeTakeFirst();
      return agent ?? null;
    },
    "read",
  );
}
