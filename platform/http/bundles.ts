import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { serveStatic } from "@hono/node-server/serve-static";
import type { Context, MiddlewareHandler, Next } from "hono";
import type { App } from "./app.ts";
import { bundleOf, pageLanguage } from "./page-language.ts";
import { asksForPage } from "./page-request.ts";

const built = fileURLToPath(new URL("../../dist/", import.meta.url));
const year = "public, max-age=31536000, immutable";

/** Pages of ours run our own scripts only, and nobody frames them. */
const pagePolicy = [
  "default-src 'self'",
  "img-src 'self' data: blob:",
  "style-src 'self'",
  "connect-src 'self'",
  "font-src 'self' data:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");

/**
 * Serves what `npm run build` made: the widget to every origin, the dashboard's files, and its one page for every
 * address that is a page and nobody else's. Files with a hash in their name are kept for a year.
 */
export function mountBundles(app: App, dist = built): void {
  const files = (bundle: string, rewriteRequestPath?: (path: string) => string) => serve(join(dist, bundle), rewriteRequestPath);
  app.get("/widget.js", allowEveryOrigin, cached("public, max-age=300"), files("widget"));
  app.get(
    "/embed.js",
    allowEveryOrigin,
    cached("public, max-age=300"),
    files("widget", () => "/embed/embed.js"),
  );
  app.get(
    "/widget/assets/*",
    allowEveryOrigin,
    cached(year),
    files("widget", (path) => path.replace(/^\/widget/, "")),
  );
  for (const bundle of Object.values(bundleOf)) app.get("/assets/*", cached(year), files(bundle));
  app.get("/:file{[\\w-]+\\.(?:js|svg|png|ico|webmanifest|txt)}", files("dashboard"));
  app.get("*", async (c, next) => {
    if (!asksForPage(c)) return next();
    const language = pageLanguage(c);
    const page = await readFile(join(dist, bundleOf[language], "index.html"), "utf8").catch(() => null);
    if (page === null) return next();
    return c.html(page, 200, {
      "Cache-Control": "no-cache",
      "Content-Language": language,
      Vary: "Accept-Language, Cookie",
      "Content-Security-Policy": pagePolicy,
    });
  });
}

/** Nothing where the bundle was not built: the server's own tests run without. */
function serve(root: string, rewriteRequestPath = (path: string) => path): MiddlewareHandler {
  return existsSync(root) ? serveStatic({ root, precompressed: true, rewriteRequestPath }) : (_c, next) => next();
}

async function allowEveryOrigin(c: Context, next: Next): Promise<void> {
  await next();
  c.header("Access-Control-Allow-Origin", "*");
  c.header("Cross-Origin-Resource-Policy", "cross-origin");
}

const cached = (value: string) => async (c: Context, next: Next) => {
  await next();
  if (c.res.ok) c.header("Cache-Control", value);
};
