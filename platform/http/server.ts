import type { Server } from "node:http";
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { AppError } from "../errors.ts";
import { newId } from "../ids.ts";
import type { Platform } from "../platform.ts";
import { peerOf, type App, type HttpContext, type HttpVariables } from "./app.ts";
import { clientAddress } from "./client-address.ts";
import { errorAnswer } from "./errors.ts";
import { watchForwarding } from "./forwarding.ts";
import { isLoopback } from "./hosts.ts";
import { mountMetrics } from "./metrics.ts";

/** Bodies other than uploads, which bound themselves part by part. */
const jsonBytesMax = 1_000_000;

/**
 * The app before any route: request id, host, headers, limits, log, errors. Readiness is `isReady`'s to say; `mountFirst`
 * adds what must see every answer of its addresses, refusals of the limits included.
 */
export function createApp(platform: Platform, isReady: () => Promise<boolean>, mountFirst: (app: App) => void = () => {}): App {
  const app = new Hono<{ Variables: HttpVariables }>();
  const { log, env } = platform;

  app.use(async (c, next) => {
    const started = performance.now();
    c.set("requestId", newId("req"));
    c.set("ip", clientAddress(env, peerOf(c), c.req.header("x-forwarded-for")));
    watch(c);
    const headers = commonHeaders(c, env.appUrl);
    // Set before the answer is made, which is the quick way; whoever answers a Response of their own knows nothing of them.
    for (const [name, value] of headers) c.header(name, value);
    const elsewhere = asksForPage(c) ? otherHost(c, env.appUrl) : null;
    if (elsewhere) return elsewhere;
    await next();
    for (const [name, value] of headers) if (!c.res.headers.has(name)) c.header(name, value);
    count(c.get("routePattern") ?? "none", c.res.status, (performance.now() - started) / 1000);
    log.debug(
      { request_id: c.get("requestId"), route: c.get("routePattern"), status: c.res.status, ms: Math.round(performance.now() - started) },
      "request",
    );
  });
  const count = mountMetrics(app, env);
  const watch = watchForwarding(env, log);
  mountFirst(app);
  const limit = bodyLimit({
    maxSize: jsonBytesMax,
    onError: () => {
      throw new AppError("too_large", "A request of this kind has at most 1 MB.");
    },
  });
  app.use((c, next) =>
    c.req.method === "GET" || c.req.header("content-type")?.startsWith("multipart/form-data") ? next() : limit(c, next),
  );
  app.onError((error, c) => errorAnswer(c, error, log));
  app.notFound((c) => errorAnswer(c, new AppError("not_found", "There is nothing at this address."), log));

  app.get("/healthz", (c) => c.json({ status: "ok" }));
  app.get("/readyz", async (c) => ((await isReady()) ? c.json({ status: "ready" }) : c.json({ status: "not_ready" }, 503)));
  return app;
}

/** Listens; resolves once the port is open. `close` lets requests in flight end, and cuts them after some seconds. */
export function listen(app: App, host: string, port: number): Promise<{ close(): Promise<void> }> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, hostname: host, port }, () => resolve({ close: () => closeServer(server as Server) }));
    server.on("error", (error: NodeJS.ErrnoException) =>
      reject(error.code === "EADDRINUSE" ? new Error(`Port ${port} is taken. Set PORT to another one.`) : error),
    );
  });
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), 5_000).unref();
  });
}

/** What every answer carries. Answers that are somebody's own stay in no cache. */
function commonHeaders(c: HttpContext, appUrl: string): [name: string, value: string][] {
  const own = new URL(appUrl);
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

/** By a browser that will show the answer; the API, the widget and health checks answer under every name. */
function asksForPage(c: HttpContext): boolean {
  return (
    c.req.method === "GET" &&
    (c.req.header("accept") ?? "").includes("text/html") &&
    !/^\/(widget|v1|api|healthz|readyz|dev)\b/.test(c.req.path)
  );
}

/**
 * Pages asked for at another loopback name lead to APP_URL, where cookies and origins fit; at any other host a
 * sentence says which APP_URL to set.
 */
function otherHost(c: HttpContext, appUrl: string): Response | null {
  const url = new URL(c.req.url);
  const wanted = new URL(appUrl);
  const host = c.req.header("host") ?? url.host;
  if (host === wanted.host) return null;
  if (isLoopback(new URL(`http://${host}`).hostname) && isLoopback(wanted.hostname)) {
    return c.redirect(`${appUrl}${url.pathname}${url.search}`, 302);
  }
  const page = `<!doctype html><meta charset="utf-8"><title>Another address</title><p>This installation answers at <a href="${escape(appUrl)}">${escape(appUrl)}</a>. To use this address, start it with <code>APP_URL=${escape(`${url.protocol}//${host}`)}</code>.</p>`;
  return c.html(page, 421, { "Content-Security-Policy": "default-src 'none'; base-uri 'none'; frame-ancestors 'none'" });
}

const escape = (text: string) => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
