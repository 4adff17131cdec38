import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { AppError } from "../errors.ts";
import { newId } from "../ids.ts";
import type { Platform } from "../platform.ts";
import { asRequest, type RequestWork } from "../work.ts";
import { peerOf, type App, type HttpContext, type HttpVariables } from "./app.ts";
import { clientAddress, networkOf } from "./client-address.ts";
import { errorAnswer } from "./errors.ts";
import { watchForwarding } from "./forwarding.ts";
import { isLoopback } from "./hosts.ts";
import { mountMetrics } from "./metrics.ts";
import { asksForPage, isRead } from "./page-request.ts";

/** Bodies other than uploads, which bound themselves part by part. */
const bodyBytesMax = 1_000_000;

/** Everything that one network asks of the API and the widget; files and pages cost nothing. */
export const networkRequests = { name: "requests by network", points: 3_000, seconds: 60, of: "requests from your network" };
const counted = /^\/(?:v1|api|widget\/v1|webhooks)\//;

type Parts = {
  isReady(): Promise<boolean>;
  /** Adds headers to every answer of its addresses, refusals of the limits included. Answers nothing itself: it is free of limits. */
  mountHeaders?(app: App): void;
  /** Adds what takes bodies of any size, and bounds them itself. Everything else takes 1 MB. */
  mountUploads?(app: App): void;
};

/** The app before any other route: request id, host, headers, limits, log, errors. */
export function createApp(platform: Platform, { isReady, mountHeaders, mountUploads }: Parts): App {
  const app = new Hono<{ Variables: HttpVariables }>();
  const { log, env } = platform;
  const own = new URL(env.appUrl);

  app.use(async (c, next) => {
    const started = performance.now();
    c.set("requestId", newId("req"));
    c.set("ip", clientAddress(env, peerOf(c), c.req.header("x-forwarded-for")));
    watch(c);
    const headers = commonHeaders(c, own);
    // Set before the answer is made, which is the quick way; a handler that answers with its own Response knows nothing of them.
    for (const [name, value] of headers) c.header(name, value);
    if (c.req.header("host") !== own.host) requireHost(c.req.header("host"));
    const elsewhere = asksForPage(c) ? otherHost(c, own) : null;
    if (elsewhere) return elsewhere;
    await asRequest(workOf(c), next);
    for (const [name, value] of headers) if (!c.res.headers.has(name)) c.header(name, value);
    if (c.req.method === "HEAD") await leaveBodyOut(c);
    count(c.get("routePattern") ?? "none", c.res.status, (performance.now() - started) / 1000);
    log.debug(
      { request_id: c.get("requestId"), route: c.get("routePattern"), status: c.res.status, ms: Math.round(performance.now() - started) },
      "request",
    );
  });
  const count = mountMetrics(app, env);
  const watch = watchForwarding(env, log);
  mountHeaders?.(app);
  app.use(async (c, next) => {
    if (counted.test(c.req.path)) await platform.limits.takeFrom(networkRequests, c.get("ip"));
    return next();
  });
  mountUploads?.(app);
  const limit = bodyLimit({
    maxSize: bodyBytesMax,
    onError: () => {
      throw new AppError("too_large", "A request of this kind has at most 1 MB.");
    },
  });
  app.use((c, next) => (isRead(c.req.method) ? next() : limit(c, next)));
  app.onError((error, c) => errorAnswer(c, error, log));
  app.notFound((c) => errorAnswer(c, new AppError("not_found", "There is nothing at this address."), log));

  app.get("/healthz", (c) => c.json({ status: "ok" }));
  app.get("/readyz", async (c) => ((await isReady()) ? c.json({ status: "ready" }) : c.json({ status: "not_ready" }, 503)));
  return app;
}

function workOf(c: HttpContext): RequestWork {
  // Of the request as it came: a limit may put another in its place.
  const { raw } = c.req;
  return {
    network: networkOf(c.get("ip")),
    get hungUp() {
      return raw.signal;
    },
    begun: false,
    takesLong: false,
    byVisitor: false,
  };
}

/** @throws AppError for an empty Host, and for one that is none */
function requireHost(host: string | undefined): void {
  if (host === undefined || (/^[^\s/?#@\\]+$/.test(host) && URL.canParse(`http://${host}`))) return;
  throw new AppError("invalid_request", "The Host header names no host.");
}

/** What every answer carries. Answers that are somebody's own stay in no cache. */
function commonHeaders(c: HttpContext, own: URL): [name: string, value: string][] {
  return [
    ["X-Request-Id", c.get("requestId")],
    ["X-Content-Type-Options", "nosniff"],
    ["Referrer-Policy", "same-origin"],
    ...(/^\/(?:v1|api|widget\/v1)\//.test(c.req.path) ? [["Cache-Control", "no-store"] as [string, string]] : []),
    // Said for the installation's own name alone: what else is served beside it is not ours to decide.
    ...(own.protocol === "https:" && c.req.header("host") === own.host
      ? [["Strict-Transport-Security", "max-age=31536000"] as [string, string]]
      : []),
  ];
}

/** What would have been sent need not be made, and whatever it reads is closed. */
async function leaveBodyOut(c: HttpContext): Promise<void> {
  await c.res.body?.cancel();
  c.res = new Response(null, c.res);
}

/**
 * Pages asked for at another loopback name lead to APP_URL, where cookies and origins fit; at any other host a
 * sentence says which APP_URL to set.
 */
function otherHost(c: HttpContext, own: URL): Response | null {
  const host = c.req.header("host");
  if (host === undefined || host === own.host) return null;
  const url = new URL(c.req.url);
  const appUrl = own.origin;
  if (isLoopback(new URL(`http://${host}`).hostname) && isLoopback(own.hostname)) {
    return c.redirect(`${appUrl}${url.pathname}${url.search}`, 302);
  }
  const page = `<!doctype html><meta charset="utf-8"><title>Another address</title><p>This installation answers at <a href="${escape(appUrl)}">${escape(appUrl)}</a>. To use this address, start it with <code>APP_URL=${escape(`${url.protocol}//${host}`)}</code>.</p>`;
  return c.html(page, 421, { "Content-Security-Policy": "default-src 'none'; base-uri 'none'; frame-ancestors 'none'" });
}

const escape = (text: string) => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
