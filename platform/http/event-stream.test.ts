import { connect } from "node:net";
import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import { expect, test } from "vitest";
import { AppError } from "../errors.ts";
import { eventStream, type EventStream } from "./event-stream.ts";
import { listen } from "./listen.ts";
import { Hono } from "hono";
import { freePort } from "#testing/free-port.ts";
import { hangUpOf, type App, type HttpContext } from "./app.ts";

const never = new AbortController().signal;

/** A stream in the hands of the test, and its body. */
function open(refused = never): { stream: EventStream; body: ReadableStream<Uint8Array> } {
  let stream: EventStream | undefined;
  const response = eventStream({ hungUp: never, hangUp: null, refused }, async (opened) => {
    stream = opened;
    await new Promise((resolve) => opened.signal.addEventListener("abort", resolve, { once: true }));
  });
  return { stream: stream!, body: response.body! };
}

const event = "x".repeat(1_000);

test("a reader that takes nothing is cut once 256 kB wait for it, and what waited is let go", async () => {
  const { stream, body } = open();
  let sent = 0;
  while (!stream.signal.aborted) {
    stream.send("news", event);
    sent += 1;
    if (sent > 1_000) throw new Error("It waits without end.");
  }
  expect(sent * event.length).toBeGreaterThan(240_000);
  expect(sent * event.length).toBeLessThan(262_144);
  await expect(body.getReader().read()).rejects.toThrow("does not keep up");
  stream.send("late", event);
});

test("a reader that keeps up gets any number of events", async () => {
  const { stream, body } = open();
  const reader = body.getReader();
  let bytes = 0;
  for (let index = 0; index < 2_000; index += 1) {
    stream.send("news", event);
    bytes += (await reader.read()).value!.byteLength;
  }
  expect(bytes).toBeGreaterThan(1_900_000);
  expect(stream.signal.aborted).toBe(false);
  await reader.cancel();
});

test("an id stands before its event, or alone where it only says how far the stream is", async () => {
  const refusal = new AbortController();
  const { stream, body } = open(refusal.signal);
  stream.send("news", { id: 1 }, "7");
  stream.mark("8");
  stream.send("news", { id: 2 });
  refusal.abort(new AppError("forbidden", "No more."));
  const text = await new Response(body).text();
  expect(text).toBe(
    ': stream\n\nid: 7\nevent: news\ndata: {"id":1}\n\nid: 8\n\nevent: news\ndata: {"id":2}\n\nevent: error\ndata: {"code":"forbidden","message":"No more."}\n\n',
  );
});

test("over a socket, too, a reader that stops reading is cut, and others are not", async () => {
  const streams: EventStream[] = [];
  const app = new Hono();
  app.get("/", (c) =>
    eventStream({ hungUp: c.req.raw.signal, hangUp: hangUpOf(c as unknown as HttpContext), refused: never }, async (stream) => {
      streams.push(stream);
      await new Promise((resolve) => stream.signal.addEventListener("abort", resolve, { once: true }));
    }),
  );
  const port = await freePort();
  const server = await listen(app as unknown as App, "127.0.0.1", port);
  try {
    const idle = connect(port, "127.0.0.1").pause();
    idle.write("GET / HTTP/1.1\r\nhost: localhost\r\n\r\n");
    const closed = once(idle, "close");
    idle.on("error", () => {});
    const reading = await fetch(`http://127.0.0.1:${port}/`);
    const reader = reading.body!.getReader();
    const taken = (async () => {
      let bytes = 0;
      for (let part = await reader.read(); !part.done; part = await reader.read()) bytes += part.value.byteLength;
      return bytes;
    })().catch(() => -1);
    await expect.poll(() => streams.length).toBe(2);
    // The kernel takes some megabytes of its own first.
    for (let index = 0; index < 40_000 && !streams[0]!.signal.aborted; index += 1) {
      for (const stream of streams) stream.send("news", event);
      if (index % 20 === 0) await delay(1);
    }
    expect(streams.map(({ signal }) => signal.aborted)).toEqual([true, false]);
    idle.resume();
    await closed;
    await reader.cancel();
    await taken;
  } finally {
    await server.close();
  }
});
