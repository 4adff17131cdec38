import { createServer as createSecureServer } from "node:https";
import { createServer, type Server, type ServerResponse, type IncomingMessage } from "node:http";
import { once } from "node:events";
import { createServer as createRawServer, type AddressInfo } from "node:net";
import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { pairOf } from "./check-url.ts";
import { openConnector, type FetchOptions } from "./connector.ts";
import { selfSigned } from "#testing/self-signed.ts";
import { isPublic } from "./is-public.ts";
import type { NotReached } from "./not-reached.ts";
import { readAllowed } from "./read-allowed.ts";

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
beforeEach(() => {
  reached = [];
  answer = (_request, response) => void response.end("secret");
});

const resolves = (names: Record<string, string[]>) => async (hostname: string) => names[hostname] ?? [];
const codeOf = (asked: Promise<unknown>) =>
  asked.then(
    () => "answered",
    (error: NotReached) => error.code ?? String(error),
  );

/** Opened by the operator: the local server, under a name that a test gives it. */
const open = () =>
  openConnector(
    new Set([pairOf("site.test", port), pairOf("other.test", port)]),
    resolves({ "site.test": ["127.0.0.1"], "other.test": ["127.0.0.1"] }),
  );
const ask = async (path: string, options?: FetchOptions) => {
  const { body, ...head } = await open().fetch(`http://site.test:${port}${path}`, options);
  return { ...head, text: Buffer.from(body).toString() };
};

const ownSpellings = [
  "127.0.0.1",
  "127.1",
  "127.0.1",
  "2130706433",
  "0x7f000001",
  "0x7f.0.0.1",
  "0177.0.0.1",
  "017700000001",
  "127.0.0.1.",
  "１２７.０.０.１",
  "127。0。0。1",
  "①②⑦.⓪.⓪.①",
  "127.255.255.254",
  "0.0.0.0",
  "0",
  "localhost",
  "LOCALHOST",
  "localhost.",
  "localhost..",
  "ｌｏｃａｌｈｏｓｔ",
  "app.localhost",
  "%6c%6f%63%61%6c%68%6f%73%74",
  "[::1]",
  "[0:0:0:0:0:0:0:1]",
  "[::]",
  "[::127.0.0.1]",
  "[::ffff:127.0.0.1]",
  "[::ffff:7f00:1]",
  "[::ffff:0:127.0.0.1]",
  "[64:ff9b::127.0.0.1]",
  "[64:ff9b:1::127.0.0.1]",
  "[2002:7f00:1::]",
  "[2001:0:7f00:1::]",
];
test.each(ownSpellings)("this machine is not reached as %s", async (host) => {
  const connector = openConnector(new Set(), resolves({}));
  const address = `http://${host}:${port}/`;
  expect(await codeOf(connector.fetch(address))).toMatch(/^(not_public|unresolved|invalid_url)$/);
  expect(reached).toEqual([]);
});

test.each([
  ["private", "10.1.2.3"],
  ["private", "172.31.0.1"],
  ["private", "192.168.178.1"],
  ["link-local, where clouds keep their metadata", "169.254.169.254"],
  ["metadata of Azure", "168.63.129.16"],
  ["metadata of Alibaba, in the range of carriers", "100.100.100.200"],
  ["metadata of Oracle", "192.0.0.192"],
  ["carrier-grade NAT", "100.64.0.1"],
  ["multicast", "224.0.0.1"],
  ["broadcast", "255.255.255.255"],
  ["documentation", "192.0.2.1"],
  ["documentation", "198.51.100.7"],
  ["documentation", "203.0.113.9"],
  ["benchmarks", "198.19.0.1"],
  ["reserved", "240.0.0.1"],
  ["unspecified", "0.1.2.3"],
  ["link-local", "fe80::1"],
  ["site-local", "fec0::1"],
  ["unique local, metadata of AWS", "fd00:ec2::254"],
  ["multicast", "ff02::1"],
  ["documentation", "2001:db8::1"],
  ["documentation", "3fff::1"],
  ["IPv4-compatible", "::10.0.0.1"],
  ["6to4", "2002:a00:1::1"],
  ["Teredo", "2001:0:1::1"],
  ["NAT64", "64:ff9b::a00:1"],
  ["no address", "example.com"],
])("%s is not public: %s", (_name, address) => {
  expect(isPublic(address)).toBe(false);
});

test.each(["93.184.215.14", "1.1.1.1", "2606:4700:4700::1111", "2a00:1450:4001:80b::200e"])("%s is public", (address) => {
  expect(isPublic(address)).toBe(true);
});

test("a name is refused for any private address among those it leads to", async () => {
  const names = { "rebind.test": ["93.184.215.14", "127.0.0.1"], "private.test": ["10.0.0.1"], "mapped.test": ["::ffff:127.0.0.1"] };
  for (const name of Object.keys(names))
    expect([name, await codeOf(openConnector(new Set(), resolves(names)).fetch(`http://${name}:${port}/`))]).toEqual([name, "not_public"]);
  expect(await codeOf(openConnector(new Set(), resolves({})).fetch("http://nowhere.test/"))).toBe("unresolved");
  expect(reached).toEqual([]);
});

test("a name is asked once: what is connected to is what was checked, though it leads elsewhere a moment later", async () => {
  let asked = 0;
  const rebinding = async () => ((asked += 1) === 1 ? ["127.0.0.1"] : ["10.0.0.1"]);
  const connector = openConnector(new Set([pairOf("rebind.test", port)]), rebinding);
  expect(await connector.fetch(`http://rebind.test:${port}/once`)).toMatchObject({ status: 200 });
  expect([asked, reached]).toEqual([1, ["/once"]]);
});

test("other schemes, credentials and ports of other protocols are refused before anything is asked", async () => {
  const connector = openConnector(new Set(), async () => {
    throw new Error("nothing is resolved");
  });
  const codes: Record<string, string> = {};
  for (const address of [
    "ftp://example.com/",
    "file:///etc/passwd",
    "gopher://example.com/",
    "data:text/html,x",
    "javascript:1",
    "http://user:secret@example.com/",
    "http://example.com:25/",
    "http://example.com:22/",
    "https://example.com:6667/",
    "http://app.localhost./",
    "http://127.0.0.1/",
    "http://[::1]/",
    "no address",
  ])
    codes[address] = connector.refusal(address)?.code ?? "none";
  expect(codes).toEqual({
    "ftp://example.com/": "scheme",
    "file:///etc/passwd": "scheme",
    "gopher://example.com/": "scheme",
    "data:text/html,x": "scheme",
    "javascript:1": "scheme",
    "http://user:secret@example.com/": "credentials",
    "http://example.com:25/": "port",
    "http://example.com:22/": "port",
    "https://example.com:6667/": "port",
    "http://app.localhost./": "not_public",
    "http://127.0.0.1/": "not_public",
    "http://[::1]/": "not_public",
    "no address": "invalid_url",
  });
  expect(await connector.fetch("http://user:secret@example.com/").catch((error: NotReached) => error.url)).not.toContain("secret");
  for (const fine of ["https://example.com/", "http://example.com:8080/a?b", "https://bücher.example/"])
    expect(connector.refusal(fine)).toBeNull();
});

test("what the operator opened is reached, at that port alone", async () => {
  expect(await ask("/page")).toMatchObject({ status: 200, text: "secret" });
  const connector = open();
  expect(await connector.fetch(`http://SITE.test.:${port}/spelled`)).toMatchObject({ status: 200 });
  expect(await codeOf(connector.fetch(`http://site.test:${port + 1}/`))).toBe("not_public");
  expect(await codeOf(connector.fetch(`http://127.0.0.1:${port}/`))).toBe("not_public");
  expect(reached).toEqual(["/page", "/spelled"]);
});

test("the operator's list is read as URLs are, and refuses what is no host with a port", () => {
  expect(readAllowed(["Intranet.example.com:443", "[::1]:8080", "0x7f.1:80"])).toEqual(
    new Set([pairOf("intranet.example.com", 443), pairOf("::1", 8080), pairOf("127.0.0.1", 80)]),
  );
  for (const wrong of ["example.com", "example.com:0", "example.com:99999", "http://example.com:80", "a@b:80", "a b:80"])
    expect([wrong, readAllowed([wrong])]).toEqual([wrong, null]);
});

test("each redirect is checked as the first address was", async () => {
  for (const location of [
    `http://127.0.0.1:${port}/in`,
    `http://[::1]:${port}/in`,
    "file:///etc/passwd",
    "http://10.0.0.1/",
    `http://u:p@other.test:${port}/`,
    "http://[broken",
  ]) {
    answer = (request, response) => {
      if (request.url === "/out") response.writeHead(302, { location }).end();
      else response.end("secret");
    };
    expect([location, await codeOf(ask("/out"))]).toEqual([
      location,
      expect.stringMatching(/^(not_public|scheme|credentials|invalid_url)$/),
    ]);
  }
  expect(new Set(reached)).toEqual(new Set(["/out"]));
});

test("redirects are followed a few times and no more, and not where the caller objects", async () => {
  answer = (request, response) => {
    const count = Number(request.url?.slice(1));
    if (count === 0) response.end("there");
    else response.writeHead(301, { location: `/${count - 1}` }).end("ignored");
  };
  expect(await ask("/5")).toMatchObject({ status: 200, text: "there", url: new URL(`http://site.test:${port}/0`) });
  expect(await codeOf(ask("/6"))).toBe("redirects");
  expect(await codeOf(ask("/2", { onRedirect: (to) => to.pathname !== "/0" }))).toBe("redirect_refused");
});

test("what was sent for one origin does not travel to another, nor does a write", async () => {
  const seen: Record<string, unknown> = {};
  answer = (request, response) => {
    if (request.url === "/from") return void response.writeHead(302, { location: `http://other.test:${port}/to` }).end();
    Object.assign(seen, { method: request.method, ...request.headers });
    response.end();
  };
  await ask("/from", {
    method: "POST",
    body: "{}",
    headers: { Authorization: "Bearer key", Cookie: "a=b", "Proxy-Authorization": "key", "Content-Type": "application/json", "X-Own": "1" },
  });
  expect(seen).toMatchObject({ method: "GET", "x-own": "1" });
  for (const name of ["authorization", "cookie", "proxy-authorization", "content-type"]) expect(seen).not.toHaveProperty(name);
});

test("a server that asks for the write to be repeated elsewhere on itself gets all of it", async () => {
  let seen = "";
  answer = async (request, response) => {
    if (request.url === "/from") return void response.writeHead(307, { location: "/to" }).end();
    seen = `${request.method} ${request.headers.authorization} ${(await request.toArray()).join("")}`;
    response.end();
  };
  await ask("/from", { method: "POST", body: "{}", headers: { Authorization: "Bearer key" } });
  expect(seen).toBe("POST Bearer key {}");
});

test("who asks sets nothing by which another host, coding or connection would be meant", async () => {
  let seen: IncomingMessage["headers"] = {};
  answer = (request, response) => {
    seen = request.headers;
    response.end();
  };
  const headers = { Host: "victim.test", "Accept-Encoding": "zstd", Connection: "upgrade", "Transfer-Encoding": "chunked" };
  await ask("/", { headers });
  expect(seen).toMatchObject({ host: `site.test:${port}`, "accept-encoding": "gzip, deflate, br", connection: "close" });
  expect(seen).not.toHaveProperty("transfer-encoding");
});

test("each request has a connection of its own, which ends with it", async () => {
  const sockets = new Set<unknown>();
  answer = (request, response) => {
    sockets.add(request.socket);
    response.end("answer");
  };
  for (const path of ["/1", "/2", "/3"]) await ask(path);
  expect(sockets.size).toBe(3);
});

test("a certificate that nobody vouches for, a server that is not there and an answer that is none are told apart", async () => {
  const secure = createSecureServer(selfSigned, (_request, response) => void response.end("secret"));
  const raw = createRawServer(
    (socket) =>
      void socket
        .on("error", () => {})
        .resume()
        .end("no HTTP at all\r\n\r\n"),
  );
  const codes: string[] = [];
  for (const [scheme, listening] of [
    ["https", secure],
    ["http", raw],
  ] as const) {
    await once(listening.listen(0, "127.0.0.1"), "listening");
    const at = (listening.address() as AddressInfo).port;
    const connector = openConnector(new Set([pairOf("site.test", at)]), resolves({ "site.test": ["127.0.0.1"] }));
    codes.push(await codeOf(connector.fetch(`${scheme}://site.test:${at}/`)));
    await new Promise((closed) => listening.close(closed));
    codes.push(await codeOf(connector.fetch(`${scheme}://site.test:${at}/`)));
  }
  expect(codes).toEqual(["tls", "unreachable", "broken", "unreachable"]);
});

test("bodies are unpacked, and end at their limit whether packed or endless", async () => {
  answer = (_request, response) => response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync("packed"));
  expect(await ask("/")).toMatchObject({ text: "packed" });
  const bomb = gzipSync(Buffer.alloc(50_000_000));
  answer = (_request, response) => response.writeHead(200, { "content-encoding": "gzip" }).end(bomb);
  expect(await codeOf(ask("/", { bytesMax: 1_000_000 }))).toBe("too_large");
  for (const [coding, pack] of [
    ["deflate", deflateSync],
    ["br", brotliCompressSync],
    ["X-Gzip", gzipSync],
  ] as const) {
    answer = (_request, response) => response.writeHead(200, { "content-encoding": coding }).end(pack("packed"));
    expect([coding, (await ask("/")).text]).toEqual([coding, "packed"]);
  }
  // What says at once that it is too large is not waited for.
  answer = (_request, response) => response.writeHead(200, { "content-length": "2000000" }).flushHeaders();
  expect(await codeOf(ask("/", { bytesMax: 1_000_000, timeoutMs: 5_000 }))).toBe("too_large");
  answer = (_request, response) => response.writeHead(200, { "content-encoding": "gzip" }).end("no gzip at all");
  expect(await codeOf(ask("/"))).toBe("broken");
  answer = (_request, response) => response.writeHead(200, { "content-encoding": "zstd, gzip" }).end("x");
  expect(await codeOf(ask("/"))).toBe("broken");
  const closed = Promise.withResolvers<void>();
  answer = (_request, response) => {
    const write = () => void (response.write(Buffer.alloc(65_536)) ? setImmediate(write) : response.once("drain", write));
    response.once("close", closed.resolve);
    write();
  };
  expect(await codeOf(ask("/", { bytesMax: 1_000_000 }))).toBe("too_large");
  await closed.promise;
});

test("a body that breaks off is no answer", async () => {
  answer = (_request, response) => {
    response.writeHead(200, { "content-length": "100" });
    response.write("half", () => response.destroy());
  };
  expect(await codeOf(ask("/"))).toBe("broken");
});

test("an unwanted body is not read, nor that of a redirect", async () => {
  answer = (request, response) => {
    if (request.url === "/there") response.end("there");
    else response.writeHead(302, { location: "/there" }).write("a page that never ends");
  };
  expect(await ask("/from", { timeoutMs: 5_000 })).toMatchObject({ text: "there" });
  const closed = Promise.withResolvers<void>();
  answer = (_request, response) => {
    response.once("close", closed.resolve);
    response.writeHead(200, { "content-type": "video/mp4" });
    response.write("begins");
  };
  expect(await ask("/", { wants: ({ headers }) => headers.get("content-type") === "text/html" })).toMatchObject({ status: 200, text: "" });
  await closed.promise;
});

test("silence ends, before the answer and within it, and so does a trickle", async () => {
  answer = () => {};
  expect(await codeOf(ask("/", { idleMs: 100 }))).toBe("timeout");
  expect(await codeOf(ask("/", { timeoutMs: 100 }))).toBe("timeout");
  answer = (_request, response) => void response.write("a word");
  expect(await codeOf(ask("/", { idleMs: 100 }))).toBe("timeout");
  answer = (_request, response) => {
    const trickle = setInterval(() => response.write("."), 10);
    response.once("close", () => clearInterval(trickle));
  };
  expect(await codeOf(ask("/", { idleMs: 5_000, timeoutMs: 300 }))).toBe("timeout");
});

test("the caller's signal ends a request, before it is sent and while its answer is waited for", async () => {
  const early = new AbortController();
  const never = ask("/", { signal: early.signal });
  early.abort(new Error("stopped"));
  await expect(never).rejects.toThrow("stopped");
  expect(reached).toEqual([]);
  const late = new AbortController();
  answer = () => late.abort(new Error("stopped late"));
  await expect(ask("/", { signal: late.signal })).rejects.toThrow("stopped late");
});
