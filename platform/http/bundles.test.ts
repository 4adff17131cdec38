import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Hono } from "hono";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { HttpVariables } from "./app.ts";
import { mountBundles } from "./bundles.ts";

const app = new Hono<{ Variables: HttpVariables }>();
let dist: string;
beforeAll(async () => {
  dist = await mkdtemp(join(tmpdir(), "botcadence-dist-"));
  await mkdir(join(dist, "dashboard/assets"), { recursive: true });
  await mkdir(join(dist, "widget/assets"), { recursive: true });
  await writeFile(join(dist, "dashboard/index.html"), "<!doctype html><title>Botcadence</title>");
  await mkdir(join(dist, "dashboard-de/assets"), { recursive: true });
  await writeFile(join(dist, "dashboard-de/index.html"), '<!doctype html><html lang="de"><title>Botcadence</title>');
  await writeFile(join(dist, "dashboard-de/assets/main-3c4d.js"), "export {};");
  for (const name of ["dashboard/assets/main-1a2b.js", "widget/widget.js", "widget/assets/panel-1a2b.js"])
    await writeFile(join(dist, name), "export {};");
  mountBundles(app, dist);
});
afterAll(() => rm(dist, { recursive: true }));

test("a page of the dashboard runs its own scripts and styles only, takes no other base, and nobody frames it", async () => {
  for (const path of ["/", "/sign-in", "/organizations/org_1/projects"]) {
    const { status, headers } = await app.request(path, { headers: { accept: "text/html" } });
    expect([status, headers.get("cache-control")]).toEqual([200, "no-cache"]);
    const policy = Object.fromEntries(
      headers
        .get("content-security-policy")!
        .split("; ")
        .map((part) => [part.slice(0, part.indexOf(" ")), part.slice(part.indexOf(" ") + 1)]),
    );
    expect(policy).toMatchObject({
      "default-src": "'self'",
      "style-src": "'self'",
      "connect-src": "'self'",
      "object-src": "'none'",
      "base-uri": "'none'",
      "form-action": "'self'",
      "frame-ancestors": "'none'",
    });
    expect(policy["script-src"] ?? policy["default-src"]).toBe("'self'");
  }
});

test("a page comes in the language that its reader chose or their browser asks for, and no cache mixes them up", async () => {
  const german = await app.request("/sign-in", { headers: { accept: "text/html", "accept-language": "de-DE,de;q=0.9" } });
  expect(await german.text()).toContain('lang="de"');
  expect([german.headers.get("content-language"), german.headers.get("vary")]).toEqual(["de", "Accept-Language, Cookie"]);
  const english = await app.request("/sign-in", { headers: { accept: "text/html", "accept-language": "fr" } });
  expect(await english.text()).not.toContain('lang="de"');
  for (const file of ["/assets/main-3c4d.js", "/assets/main-1a2b.js"]) expect((await app.request(file)).status).toBe(200);
});

test("what has a hash in its name is kept for a year, the widget's script for minutes, and every website loads the widget", async () => {
  const headersOf = async (path: string) => {
    const { status, headers } = await app.request(path);
    return [status, headers.get("cache-control"), headers.get("access-control-allow-origin"), headers.get("cross-origin-resource-policy")];
  };
  const year = "public, max-age=31536000, immutable";
  expect(await headersOf("/assets/main-1a2b.js")).toEqual([200, year, null, null]);
  expect(await headersOf("/widget/assets/panel-1a2b.js")).toEqual([200, year, "*", "cross-origin"]);
  expect(await headersOf("/widget.js")).toEqual([200, "public, max-age=300", "*", "cross-origin"]);
  // A name that a later build will have must not be remembered as missing.
  expect(await headersOf("/assets/gone-1a2b.js")).toEqual([404, null, null, null]);
});
