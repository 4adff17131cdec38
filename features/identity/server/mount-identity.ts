import type { App } from "#platform/http/app.ts";
import { sayFrom } from "#platform/work.ts";
import type { Identity } from "./create-identity.ts";

/** Puts accounts and sessions at their addresses. */
export function mountIdentity(app: App, identity: Identity): void {
  app.all("/api/auth/*", (c) => {
    const pattern = identity.patternOf(c.req.raw);
    if (pattern) c.set("routePattern", pattern);
    const act = (pattern ?? "").replace(/^.*\/api\/auth\//, "").replace(/\W/g, "_");
    sayFrom({ id: c.get("requestId"), ip: c.get("ip"), userAgent: (c.req.header("user-agent") ?? "").slice(0, 300), act });
    return identity.handle(c.req.raw);
  });
}
