import { createSocket } from "node:dgram";
import { Resolver } from "node:dns/promises";
import { once } from "node:events";
import { hostname } from "node:os";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { resolveName } from "./resolve.ts";

/** A name server that is asked and never answers. */
const server = createSocket("udp4");
let asked = 0;
beforeAll(async () => {
  server.on("message", () => (asked += 1));
  server.bind(0, "127.0.0.1");
  await once(server, "listening");
  const { resolve4 } = Resolver.prototype;
  vi.spyOn(Resolver.prototype, "resolve4").mockImplementation(function (this: Resolver, name: string) {
    this.setServers([`127.0.0.1:${server.address().port}`]);
    return (resolve4 as (name: string) => Promise<string[]>).call(this, name);
  } as never);
});
afterAll(() => {
  vi.restoreAllMocks();
  server.close();
});

test("a name that the operator did not open is asked of the name servers alone, until the caller has waited enough", async () => {
  const stop = new AbortController();
  const started = Date.now();
  // This machine knows its own name without them.
  const resolved = resolveName(hostname(), { isAllowed: false, signal: stop.signal });
  await vi.waitUntil(() => asked > 0);
  stop.abort();
  expect(await resolved).toEqual([]);
  expect(Date.now() - started).toBeLessThan(2_500);
});

test("one that they opened is also what this machine knows, and no name has no address", async () => {
  asked = 0;
  const { signal } = new AbortController();
  expect(await resolveName("localhost", { isAllowed: true, signal })).toContainEqual(expect.stringMatching(/^(127\.0\.0\.1|::1)$/));
  expect(asked).toBe(0);
});
