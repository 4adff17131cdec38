import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { pairOf } from "./check-url.ts";
import { openConnector } from "./connector.ts";
import { guardedFetch } from "./guarded-fetch.ts";
import type { NotReached } from "./not-reached.ts";

/** A server of this machine. Whatever reaches it is written down. */
let server: Server;
let port = 0;
let reached: string[] = [];
let answer = (_request: IncomingMessage, response: ServerResponse): void => void response.end("secret");

beforeAll(async () => {
  server = createServer((request, response) => {
    reached.push(request.url ?? "");
    answer(request, response);
  });
  await once(server.listen(0, "::"), "listening");
  port = (server.address() as AddressInfo).port;
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});
beforeEach(() => (reached = []));

const resolves = (names: Record<string, string[]>) => async (hostname: string) => names[hostname] ?? [];
const codeOf = (asked: Promise<unknown>) =>
  asked.then(
    () => "answered",
    (error: NotReached) => error.code ?? String(error),
  );
/** Opened by the operator: the local server, under a name that a test gives it. */
const open = () => openConnector(new Set([pairOf("site.test", port)]), resolves({ "site.test": ["127.0.0.1"] }));
/** All checks of addresses are those of whole answers (connector.test.ts); these see to it that they are asked. */
const ownSpellings = ["127.0.0.1", "127.1", "2130706433", "0x7f.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "169.254.169.254"];

/** As an SDK reads it. */
const streamed = async (path: string, init: RequestInit = {}) => {
  const response = await guardedFetch(open())(`http://site.test:${port}${path}`, init);
  return { status: response.status, text: await response.text() };
};

test("what is read as it comes arrives as it comes, unpacked, with what was sent", async () => {
  answer = (request, response) => {
    response.writeHead(200, { "content-encoding": "gzip" });
    response.end(gzipSync(`${request.method} ${request.headers.authorization}`));
  };
  const headers = { authorization: "Bearer key" };
  expect(await streamed("/", { method: "POST", headers, body: "{}" })).toEqual({ status: 200, text: "POST Bearer key" });
  const first = Promise.withResolvers<void>();
  answer = (_request, response) => {
    response.write("one ");
    void first.promise.then(() => response.end("two"));
  };
  const { body } = await guardedFetch(open())(`http://site.test:${port}/`);
  const reader = body!.getReader();
  expect(Buffer.from((await reader.read()).value!).toString()).toBe("one ");
  first.resolve();
  expect(Buffer.from((await reader.read()).value!).toString()).toBe("two");
});

test("what is read as it comes is held to the same addresses, follows no redirect, and is no longer than an answer", async () => {
  for (const host of ownSpellings)
    expect(await codeOf(guardedFetch(openConnector(new Set()))(`http://${host}:${port}/`))).toMatch(/not_public|invalid_url|port/);
  expect(reached).toEqual([]);
  const inside = openConnector(new Set(), resolves({ "inside.test": ["127.0.0.1"] }));
  expect(await codeOf(guardedFetch(inside)("http://inside.test/"))).toBe("not_public");
  answer = (_request, response) => void response.writeHead(307, { location: "http://other.test/" }).end();
  expect(await codeOf(streamed("/"))).toBe("redirect_refused");
  answer = (_request, response) => void response.end("x".repeat(17 * 1024 * 1024));
  expect(await codeOf(streamed("/"))).toBe("too_large");
  answer = (_request, response) => void response.write("begins", () => setTimeout(() => response.destroy(), 20));
  expect(await codeOf(streamed("/"))).toBe("broken");
});

test("who no longer waits for what is read as it comes ends the connection", async () => {
  const closed = Promise.withResolvers<void>();
  answer = (request, response) => {
    request.once("close", () => closed.resolve());
    response.write("begins");
  };
  const leave = new AbortController();
  const response = await guardedFetch(open())(`http://site.test:${port}/`, { signal: leave.signal });
  leave.abort();
  await closed.promise;
  await expect(response.text()).rejects.toThrow("aborted");
});
