import { resolveAgent } from "#access/resolve-agent.ts";
import { originOf } from "#access/visitor-token.ts";
import { AppError } from "#platform/errors.ts";
import type { App, HttpContext } from "#platform/http/app.ts";
import type { Platform } from "#platform/platform.ts";

const secondsKept = "600";

/**
 * Lets widgets on other origins read our answers, refusals included, and never with credentials. A preflight names no
 * conversation's owner, so only one that names an agent can be refused; the request itself is checked in any case.
 */
export function allowWidgetOrigins(app: App, platform: Platform): void {
  app.options("/widget/v1/agents/:agent_id/conversations", async (c) => {
    const allowed = await readAllowedOrigins(platform, c.req.param("agent_id"));
    const origin = originOf(platform, c.req.header("origin"));
    if (allowed && !allowsOrigin(platform, allowed, origin)) throw originRefused();
    return preflight(c);
  });
  app.options("/widget/v1/*", (c) => preflight(c));
  app.use("/widget/v1/*", async (c, next) => {
    await next();
    const origin = c.req.header("origin");
    if (origin) c.header("Access-Control-Allow-Origin", origin);
    c.header("Vary", "Origin");
  });
}

/** Whether an agent answers visitors of a page; our own pages always. Empty: any. */
export function allowsOrigin(platform: Platform, allowedOrigins: readonly string[], origin: string): boolean {
  return allowedOrigins.length === 0 || origin === platform.env.appUrl || allowedOrigins.includes(origin);
}

export const originRefused = () =>
  new AppError("forbidden", "This agent does not answer on this website. Its team can add the website's address to the agent.");

function preflight(c: HttpContext): Response {
  return c.body(null, 204, {
    ...(c.req.header("origin") ? { "Access-Control-Allow-Origin": c.req.header("origin") } : {}),
    "Access-Control-Allow-Methods": "GET, POST",
    "Access-Control-Allow-Headers": "Authorization, Content-Type, Idempotency-Key",
    "Access-Control-Max-Age": secondsKept,
    Vary: "Origin",
  });
}

/** Null where there is no such agent, which the request itself may then say. */
async function readAllowedOrigins(platform: Platform, agentId: string): Promise<readonly string[] | null> {
  const organization = (await resolveAgent(platform, agentId, ""))?.organization;
  if (!organization) return null;
  return platform.database.transaction({ kind: "tenant", organizationId: organization.id }, "read", async ({ db }) => {
    const agent = await db
      .selectFrom("agents")
      .select("allowed_origins")
      .where("organization_id", "=", organization.id)
      .where("id", "=", agentId)
      .executeTakeFirst();
    return agent?.allowed_origins ?? null;
  });
}
