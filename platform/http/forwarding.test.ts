import { pino } from "pino";
import { describe, expect, test } from "vitest";
import { useApp } from "#testing/app.ts";
import { readEnv } from "../env.ts";
import { createApp } from "./server.ts";

const token = "a-token-of-the-metrics";
const local = useApp();
const world = useApp({ variables: { APP_URL: "https://agents.example" } });
const guarded = useApp({ variables: { METRICS_TOKEN: token } });

const from = (remoteAddress: string) => ({ incoming: { socket: { remoteAddress } } });
const metrics = async (app: typeof local, headers: Record<string, string>, peer = "127.0.0.1") =>
  (await app.app.request("/metrics", { headers }, from(peer))).status;

/** What proxies of all kinds add, one of them at a time. */
const forwarding: Record<string, string> = {
  forwarded: "for=127.0.0.1",
  via: "1.1 proxy",
  "x-forwarded": "127.0.0.1",
  "x-forwarded-for": "127.0.0.1",
  "x-forwarded-host": "localhost",
  "x-forwarded-proto": "http",
  "x-forwarded-port": "3000",
  "x-forwarded-server": "proxy",
  "x-forwarded-scheme": "https",
  "x-forwarded-prefix": "/bots",
  "x-forwarded-uri": "/metrics",
  "forwarded-for": "127.0.0.1",
  "x-real-ip": "127.0.0.1",
  "x-client-ip": "127.0.0.1",
  "client-ip": "127.0.0.1",
  "x-cluster-client-ip": "127.0.0.1",
  "true-client-ip": "127.0.0.1",
  "cf-connecting-ip": "127.0.0.1",
  "cf-ray": "abc",
  "cdn-loop": "cloudflare",
  "fastly-client-ip": "127.0.0.1",
  "fly-client-ip": "127.0.0.1",
  "x-original-url": "/metrics",
  "x-original-forwarded-for": "127.0.0.1",
  "x-envoy-external-address": "127.0.0.1",
  "x-amzn-trace-id": "Root=1",
  "x-remote-ip": "127.0.0.1",
  "tailscale-user-login": "ann",
};

describe("without a token the metrics", () => {
  test.each(["localhost:3000", "127.0.0.1:3000", "[::1]:3000", "bots.localhost"])("answer this machine at %s", async (host) => {
    expect(await metrics(local, { host })).toBe(200);
    expect(await metrics(world, { host })).toBe(200);
  });

  test.each(["agents.example", "localhost.evil.example", "10.0.0.1"])("do not answer at %j", async (host) => {
    expect(await metrics(world, { host })).toBe(404);
  });

  test.each(["", "]["])("do not answer at %j, which names no host", async (host) => {
    expect(await metrics(world, { host })).toBe(400);
  });

  test.each(Object.entries(forwarding))("do not answer where %s says that somebody else asks", async (name, value) => {
    expect(await metrics(local, { host: "localhost:3999", [name]: value })).toBe(404);
  });

  test("do not answer another machine", async () => {
    expect(await metrics(local, { host: "localhost" }, "203.0.113.7")).toBe(404);
  });
});

test("with a token the metrics answer callers that have it, from anywhere, and nobody else", async () => {
  const behindProxy = { host: "agents.example", "x-forwarded-for": "203.0.113.7" };
  expect(await metrics(guarded, { ...behindProxy, authorization: `Bearer ${token}` }, "203.0.113.7")).toBe(200);
  expect(await metrics(guarded, { host: "localhost" })).toBe(404);
  expect(await metrics(guarded, { host: "localhost", authorization: `Bearer ${token}x` })).toBe(404);
  expect(await metrics(guarded, { host: "localhost", authorization: token })).toBe(404);
});

describe("a public address", () => {
  function listenTo(variables: Record<string, string>) {
    const said: string[] = [];
    const log = pino({ level: "warn" }, { write: (line: string) => void said.push((JSON.parse(line) as { msg: string }).msg) });
    const app = createApp({ ...world.platform, log, env: readEnv(variables, []) }, { isReady: async () => true });
    const ask = (peer: string, headers: Record<string, string>) =>
      app.request("/healthz", { headers: { host: "agents.example", ...headers } }, from(peer));
    return { said, ask };
  }

  test("whose proxy says nothing of callers is warned of once", async () => {
    const { said, ask } = listenTo({ APP_URL: "https://agents.example" });
    await ask("127.0.0.1", { host: "localhost:3000" });
    expect(said).toEqual([]);
    await ask("127.0.0.1", {});
    await ask("127.0.0.1", {});
    expect(said).toEqual([expect.stringMatching(/come without X-Forwarded-For.*TRUSTED_PROXIES/)]);
  });

  test("whose proxy is not believed is warned of with its address", async () => {
    const { said, ask } = listenTo({ APP_URL: "https://agents.example" });
    await ask("10.1.2.3", { "x-forwarded-for": "203.0.113.9" });
    await ask("10.1.2.3", { "x-forwarded-for": "203.0.113.9" });
    expect(said).toEqual([expect.stringMatching(/come through 10\.1\.2\.3.*TRUSTED_PROXIES/)]);
  });

  test("whose proxy is not believed is warned of where the socket speaks IPv6 too", async () => {
    const { said, ask } = listenTo({ APP_URL: "https://agents.example" });
    await ask("::ffff:10.1.2.3", { "x-forwarded-for": "203.0.113.9" });
    expect(said).toEqual([expect.stringMatching(/come through 10\.1\.2\.3.*TRUSTED_PROXIES/)]);
  });

  test.each([
    ["a proxy on this machine says who calls", { APP_URL: "https://agents.example" }, "127.0.0.1", { "x-forwarded-for": "203.0.113.9" }],
    [
      "a proxy that is named does",
      { APP_URL: "https://agents.example", TRUSTED_PROXIES: "10.0.0.0/8" },
      "10.1.2.3",
      { "x-forwarded-for": "203.0.113.9" },
    ],
    ["a proxy on this machine calls by itself", { APP_URL: "https://agents.example" }, "127.0.0.1", { "x-forwarded-for": "127.0.0.1" }],
    ["there is no proxy and no TLS", { APP_URL: "http://agents.example" }, "203.0.113.9", {}],
  ] as [string, Record<string, string>, string, Record<string, string>][])(
    "says nothing where %s",
    async (_what, variables, peer, headers) => {
      const { said, ask } = listenTo(variables);
      await ask(peer, headers);
      expect(said).toEqual([]);
    },
  );
});
