import { AppError } from "#platform/errors.ts";
import { hangUpOf, type App, type HttpContext } from "#platform/http/app.ts";
import { readJsonBody } from "#platform/http/json-body.ts";
import { isRead } from "#platform/http/page-request.ts";
import { isId } from "#platform/ids.ts";
import type { Platform } from "#platform/platform.ts";
import { authenticate } from "./authenticate.ts";
import type { Caller } from "./caller.ts";
import { countCaller } from "./credential-limits.ts";
import type { Answer } from "./answer.ts";
import { execute } from "./execute.ts";
import type { AnyOperation, RequestFacts } from "./operation.ts";
import type { Product } from "./product.ts";
import { resolveAgent } from "./resolve-agent.ts";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
export type Route = { method: Method; path: string; operation: AnyOperation };

/** One line of a feature's routes: `route("GET /v1/organizations/{organization_id}/projects", listProjects)`. */
export function route(line: `${Method} /${string}`, operation: AnyOperation): Route {
  const [method, path] = line.split(" ") as [Method, string];
  const ofOrganization = operation.scope === "organization";
  const all = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
  const named = all.filter((name) => name !== "organization_id" || !ofOrganization);
  const declared: readonly string[] = operation.params ?? [];
  if (named.length !== declared.length || named.some((name) => !declared.includes(name!))) {
    throw new Error(`${operation.name} declares [${declared.join(", ")}], its path names [${named.join(", ")}].`);
  }
  if (operation.scope !== "operator" && ofOrganization !== all.includes("organization_id")) {
    throw new Error(`${operation.name}: the scope "organization" and {organization_id} in the path go together.`);
  }
  return { method, path, operation };
}

/** Puts every operation at its address. */
export function mountRoutes(app: App, platform: Platform, routes: readonly Route[], product: Product): void {
  for (const { method, path, operation } of routes) {
    app.on(method, path.replace(/\{(\w+)\}/g, ":$1"), async (c) => {
      c.set("routePattern", `${method} ${path}`);
      return toResponse(c, await run(c, platform, operation, product));
    });
  }
}

async function run(c: HttpContext, platform: Platform, operation: AnyOperation, product: Product): Promise<Answer> {
  const params = c.req.param() as Record<string, string>;
  const organizationId = params.organization_id ?? null;
  const named = organizationId && isId("org", organizationId) ? organizationId : null;
  const whoCalls = () =>
    operation.scope === "visitor" ? visitorOf(c, platform, params.agent_id) : authenticate(platform, c.req.raw, named, c.get("ip"));
  const caller = operation.scope === "visitor" ? await whoCalls() : await countCaller(platform, c.get("ip"), whoCalls);
  if (caller?.byCookie && !isRead(c.req.method) && c.req.header("origin") !== platform.env.appUrl) {
    throw new AppError("forbidden", "A write with a session counts only from this installation's own pages.");
  }
  return execute(operation, {
    platform,
    caller,
    authenticateAgain: whoCalls,
    product,
    params,
    request: requestFacts(c),
    readInput: () => (isRead(c.req.method) ? Promise.resolve(c.req.query()) : readJsonBody(c.req.raw)),
  });
}

/** A visitor is known by the agent in the path or by a token. */
async function visitorOf(c: HttpContext, platform: Platform, agentId: string | undefined): Promise<Caller | null> {
  if (agentId) return resolveAgent(platform, agentId, c.req.raw);
  return c.req.header("authorization") ? authenticate(platform, c.req.raw, null, c.get("ip")) : null;
}

function requestFacts(c: HttpContext): RequestFacts {
  return {
    id: c.get("requestId"),
    ip: c.get("ip"),
    userAgent: (c.req.header("user-agent") ?? "").slice(0, 300),
    origin: c.req.header("origin"),
    idempotencyKey: c.req.header("idempotency-key"),
    ifMatch: c.req.header("if-match"),
    lastEventId: c.req.header("last-event-id"),
    hangUp: hangUpOf(c),
    acceptLanguage: c.req.header("accept-language"),
    // Only when asked for: most operations need neither, and both are costly to make.
    get signal() {
      return c.req.raw.signal;
    },
    get raw() {
      return c.req.raw;
    },
  };
}

function toResponse(c: HttpContext, answer: Answer): Response {
  if (answer instanceof Response) return c.newResponse(answer.body, answer);
  if (answer.body === null && answer.status === 204) return c.body(null, 204);
  return c.json(answer.body as object, answer.status as 200);
}
