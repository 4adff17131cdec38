import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { Route } from "#access/router.ts";
import { operatorKey } from "#access/authenticate.ts";
import type { App } from "#platform/http/app.ts";
import { readJsonBody } from "#platform/http/json-body.ts";
import { listen } from "#platform/http/listen.ts";
import { createApp } from "#platform/http/server.ts";
import type { Logger } from "#platform/log.ts";
import { activeRoutes } from "../app.ts";
import { testAppUrl, useApp } from "./app.ts";
import { createUser, visitorOrigin } from "./factories.ts";
import { freePort } from "./free-port.ts";
import { fillWorld, type FilledWorld } from "./world.ts";

const target = useApp();
const host = new URL(testAppUrl).host;
let filled: FilledWorld;
beforeAll(async () => {
  filled = await fillWorld(target);
  // Of whom the operator's example asks.
  await createUser(target, "ann@example.com");
});
const reads = activeRoutes().filter(({ method, operation }) => method === "GET" && operation.available === undefined);

test.each(reads.map((route) => [route.path, route] as const))("HEAD %s is what GET is, without its body", async (_path, route) => {
  const { path, headers } = callOf(route);
  const [get, head] = [await target.app.request(path, { headers }), await target.app.request(path, { method: "HEAD", headers })];
  await get.body?.cancel();
  expect(head.status).toBe(get.status);
  expect(get.status).toBeLessThan(400);
  expect(namesOf(head)).toEqual(namesOf(get));
  expect(head.headers.get("content-type")).toBe(get.headers.get("content-type"));
  expect(await head.text()).toBe("");
});

test.each([
  "/",
  "/docs",
  "/docs/api.md",
  "/llms.txt",
  "/openapi.json",
  "/healthz",
  "/readyz",
  "/nothing.txt",
  "/api/auth/get-session",
  "/v1/me",
])("HEAD %s is what GET is", async (path) => {
  // A session each: the first call of one may prolong it.
  const ask = async (method: string) =>
    target.app.request(path, { method, headers: { host, accept: "*/*", cookie: (await createUser(target)).cookie } });
  const [get, head] = [await ask("GET"), await ask("HEAD")];
  expect(head.status).toBe(get.status);
  expect(namesOf(head)).toEqual(namesOf(get));
  expect(await head.text()).toBe("");
});

test("a HEAD of what streams closes the stream", async () => {
  const app = createApp(target.platform, { isReady: async () => true });
  const { promise: closed, resolve } = Promise.withResolvers<void>();
  app.get("/endless", () => new Response(new ReadableStream({ cancel: () => resolve() })));
  const head = await app.request("/endless", { method: "HEAD" });
  expect([head.status, head.body]).toEqual([200, null]);
  await closed;
});

test("an empty Host is 400 over a socket as well", async () => {
  const port = await freePort();
  const server = await listen(target.app, "127.0.0.1", port);
  const socket = connect(port, "127.0.0.1");
  socket.write("GET /healthz HTTP/1.1\r\nHost:\r\nConnection: close\r\n\r\n");
  const [answer] = await once(socket, "data");
  expect(String(answer)).toMatch(/^HTTP\/1.1 400 /);
  socket.destroy();
  await server.close();
});

test("a body that is cut off is the caller's fault, and no line of the log", async () => {
  const port = await freePort();
  const said: object[] = [];
  const log = { ...target.platform.log, error: (line: object) => said.push(line), debug: () => {} } as unknown as Logger;
  const app = createApp({ ...target.platform, log }, { isReady: async () => true });
  const { promise: status, resolve } = Promise.withResolvers<number>();
  app.post("/body", async (c) => c.json(await readJsonBody(c.req.raw)));
  const fetchAndTell = async (...words: Parameters<App["fetch"]>) => {
    const response = await app.fetch(...words);
    resolve(response.status);
    return response;
  };
  const server = await listen({ ...app, fetch: fetchAndTell } as App, "127.0.0.1", port);
  const socket = connect(port, "127.0.0.1");
  socket.write("POST /body HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{");
  await once(socket, "connect");
  socket.end();
  expect(await status).toBe(400);
  expect(said).toEqual([]);
  await server.close();
});

describe("a Host header that names no host", () => {
  test.each(["", " ", "a b", "a/b", "a?b", "me@host", "[::1", "a:99999"])("%j is 400", async (name) => {
    for (const path of ["/", "/v1/me", "/docs", "/healthz"]) {
      const response = await target.app.request(path, { headers: { host: name, accept: "text/html" } });
      expect(response.status, path).toBe(400);
      expect(await response.json()).toMatchObject({ error: { code: "invalid_request" } });
    }
  });
  test.each([host, "localhost", "127.0.0.1:3000", "[::1]:3000", "bücher.example", "EXAMPLE.com."])("%j names one", async (name) => {
    expect((await target.app.request("/healthz", { headers: { host: name } })).status).toBe(200);
  });
});

describe("whatever Accept welcomes HTML", () => {
  const accepts = ["*/*", "text/html", "text/*", "application/xhtml+xml,text/html;q=0.9", undefined];
  const ask = (path: string, accept: string | undefined, at = host) =>
    target.app.request(path, { headers: { host: at, ...(accept === undefined ? {} : { accept }) } });

  test.each(accepts)("%s: the dashboard's page answers at its router's own addresses", async (accept) => {
    const addresses = await routerAddresses();
    expect(addresses.length).toBeGreaterThan(20);
    for (const path of addresses) {
      // Elsewhere it leads here, which shows without a built page that it is taken for one.
      const response = await ask(path, accept, "127.0.0.1:3999");
      expect([response.status, response.headers.get("location")], path).toEqual([302, `${testAppUrl}${path}`]);
    }
  });

  test.each(accepts)("%s: what is no page is 404 as JSON", async (accept) => {
    const paths = [
      "/assets/gone.js",
      "/assets/x",
      "/assets",
      "/widget/x",
      "/widget/v1/x",
      "/v1",
      "/v1/nothing",
      "/api/x",
      "/api",
      "/gone.png",
    ];
    for (const path of [...paths, "/organizations/gone.js", "/webhooks/x", "/.env", "/wp-login.php"]) {
      const response = await ask(path, accept, "127.0.0.1:3999");
      expect(response.status, path).toBe(404);
      expect(await response.json(), path).toMatchObject({ error: { code: "not_found" } });
    }
  });

  test("who wants JSON gets JSON", async () => {
    expect(await (await ask("/organizations", "application/json")).json()).toMatchObject({ error: { code: "not_found" } });
  });
});

const namesOf = (response: Response) => [...response.headers.keys()].filter((name) => name !== "content-length").toSorted();

function callOf({ path, operation }: Route): { path: string; headers: Record<string, string> } {
  const { world, organization } = filled;
  const { params = {}, input } = operation.example(world);
  const values: Record<string, string | undefined> = { organization_id: world.organization_id, ...params };
  const filledPath = path.replace(/\{(\w+)\}/g, (_all, name: string) => values[name] ?? "missing");
  const headers: Record<string, string> = {};
  if (operation.scope === "operator") headers.authorization = `Bearer ${operatorKey(target.platform)}`;
  else if (operation.scope === "visitor") Object.assign(headers, { origin: visitorOrigin, authorization: `Bearer ${world.visitor_token}` });
  else headers.cookie = organization.owner.cookie;
  return { path: `${filledPath}?${new URLSearchParams((input ?? {}) as Record<string, string>)}`, headers };
}

/** As the dashboard's routes name them, with something in the place of each parameter. */
async function routerAddresses(): Promise<string[]> {
  const files = ["router.tsx", "entrance-routes.tsx"];
  const source = (await Promise.all(files.map((name) => readFile(join(import.meta.dirname, "../dashboard", name), "utf8")))).join("\n");
  const paths = [...source.matchAll(/path: "(\/?[^"*]*)"/g)].map(
    ([, path = ""]) => `/${path.replace(/^\//, "").replace(/\$\w+/g, "org_1")}`,
  );
  return [...new Set(["/", ...paths])].filter((path) => path === "/" || !path.endsWith("/"));
}
