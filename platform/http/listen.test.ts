import { connect, type Socket } from "node:net";
import { once } from "node:events";
import { Hono } from "hono";
import { afterEach, expect, test } from "vitest";
import { freePort } from "#testing/free-port.ts";
import type { App } from "./app.ts";
import { listen, socketTimes, type SocketTimes } from "./listen.ts";

const short: SocketTimes = { headers: 200, request: 400, silence: 300, keepAlive: 200 };
const sockets: Socket[] = [];
const servers: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

/** An app whose `/slow` answers when it is told. */
async function start(times: Partial<SocketTimes>) {
  let answer = () => {};
  const answered = new Promise<void>((resolve) => (answer = resolve));
  const app = new Hono();
  app.onError((_error, c) => c.text("cut off", 400));
  app.get("/", (c) => c.text("here"));
  app.post("/", async (c) => c.text(String((await c.req.arrayBuffer()).byteLength)));
  app.post("/refused", (c) => c.text("no", 404));
  app.get("/slow", async (c) => {
    await answered;
    return c.text("done");
  });
  const port = await freePort();
  const server = await listen(app as unknown as App, "127.0.0.1", port, { ...socketTimes, ...times });
  servers.push(server);
  return { port, server, answer };
}

/** A socket that has written this, what it hears, and when it is ended. */
async function open(port: number, text = ""): Promise<{ socket: Socket; heard(): string; ended: Promise<void> }> {
  const socket = connect(port, "127.0.0.1");
  sockets.push(socket);
  let heard = "";
  socket.on("data", (chunk: Buffer) => (heard += chunk.toString()));
  socket.on("error", () => {});
  const ended = new Promise<void>((resolve) => socket.once("close", () => resolve()));
  await once(socket, "connect");
  if (text) socket.write(text);
  return { socket, heard: () => heard, ended };
}

test("a socket that says nothing, or never ends its headers or its body, is ended", async () => {
  const { port } = await start(short);
  const opened = [
    await open(port),
    await open(port, "GET / HTTP/1.1\r\nHost: localhost\r\n"),
    await open(port, "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nabc"),
  ];
  await Promise.all(opened.map(({ ended }) => ended));
  expect(opened[1]!.heard()).toMatch(/^(HTTP\/1.1 408|$)/);
});

test("headers and bodies that come drop by drop are ended all the same", async () => {
  const { port } = await start({ ...short, silence: 60_000 });
  for (const begin of ["GET / HTTP/1.1\r\nHost: localhost\r\n", "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n"]) {
    const { socket, ended } = await open(port, begin);
    const drops = setInterval(() => socket.write("x"), 20);
    await ended;
    clearInterval(drops);
  }
});

test("a socket whose request was answered waits for the next one, and then is ended", async () => {
  const { port } = await start({ keepAlive: 300 });
  const { socket, heard, ended } = await open(port, "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
  await expect.poll(() => heard().match(/HTTP\/1.1 200/g)).toHaveLength(1);
  socket.write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
  await expect.poll(() => heard().match(/HTTP\/1.1 200/g)).toHaveLength(2);
  await ended;
});

test.each([10, 70_000, 300_000, 990_000])(
  "an answer that left %i bytes unread is followed by the next on the same socket",
  async (bytes) => {
    const { port } = await start({});
    const request = `POST /refused HTTP/1.1\r\nHost: localhost\r\nContent-Length: ${bytes}\r\n\r\n${"x".repeat(bytes)}`;
    const { socket, heard, ended } = await open(port, request);
    await expect.poll(() => heard().match(/HTTP\/1.1 404/g)).toHaveLength(1);
    // The server under it gives up half a second after such an answer.
    await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 700))]);
    socket.write(request);
    await expect.poll(() => heard().match(/HTTP\/1.1 404/g)).toHaveLength(2);
  },
);

test.each([
  ["more than a small rest", `Content-Length: 3000000\r\n\r\n${"x".repeat(100_000)}`],
  ["a rest of any length", `Transfer-Encoding: chunked\r\n\r\n10000\r\n${"x".repeat(0x10000)}\r\n`],
  ["a rest that does not come", "Content-Length: 100000\r\n\r\nabc"],
])("an answer that left %s unread says that the connection is closed, and closes it", { timeout: 10_000 }, async (_what, text) => {
  const { port } = await start({});
  const { heard, ended } = await open(port, `POST /refused HTTP/1.1\r\nHost: localhost\r\n${text}`);
  await ended;
  expect(heard()).toMatch(/^HTTP\/1.1 404 [^]*\r\nconnection: close\r\n/i);
});

test("between two requests a socket is kept for 75 seconds, longer than proxies keep theirs", async () => {
  const { port } = await start({});
  const { heard } = await open(port, "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
  await expect.poll(heard).toContain("\r\nKeep-Alive: timeout=75\r\n");
});

test("an answer that takes long is not cut by what headers and bodies may take", async () => {
  const { port, answer } = await start({ headers: 100, request: 200 });
  const { heard, ended } = await open(port, "GET /slow HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
  // A silent connection has been ended by then, which is after both times.
  await (
    await open(port)
  ).ended;
  await (
    await open(port, "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n")
  ).ended;
  answer();
  await ended;
  expect(heard()).toContain("done");
});

test("a stop ends sockets without a request at once, and lets a request in flight end", async () => {
  const { port, server, answer } = await start({});
  const [silent, kept, busy] = [
    await open(port),
    await open(port, "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"),
    await open(port, "GET /slow HTTP/1.1\r\nHost: localhost\r\n\r\n"),
  ];
  await expect.poll(kept.heard).toContain("here");
  const started = performance.now();
  const closed = server.close();
  await Promise.all([silent.ended, kept.ended]);
  expect(busy.heard()).toBe("");
  answer();
  await busy.ended;
  expect(busy.heard()).toContain("done");
  await closed;
  expect(performance.now() - started).toBeLessThan(2_000);
});

test.each(["999.1.1.1", "203.0.113.7"])("HOST=%s, which is no address of this machine, is named", async (host) => {
  await expect(listen(new Hono() as unknown as App, host, await freePort())).rejects.toThrow(
    `HOST=${host} is not an address of this machine.`,
  );
});

test("a missing Host, and one that is none, are 400", async () => {
  const { port } = await start({});
  for (const text of ["GET / HTTP/1.1\r\n\r\n", "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n"]) {
    const { heard } = await open(port, text);
    await expect.poll(heard).toMatch(/^HTTP\/1.1 400 /);
  }
});
