import { setTimeout as delay } from "node:timers/promises";
import type { LiveEventData } from "#features/live/contract.ts";
import type { TestApp } from "./app.ts";

/** An event as it came; `at`: the milliseconds of `performance.now()`; `lastId`: from where on it is resumed then. */
export type Heard = {
  event: string;
  data: LiveEventData & { code?: string; state?: string; text?: string; role?: string; name?: string };
  at: number;
  lastId: string | undefined;
};

export type Stream = {
  status: number;
  /** All events so far. */
  heard: Heard[];
  /** What a client that lost the stream would send as `Last-Event-ID`. */
  lastId(): string | undefined;
  /** The first event of this name that comes, or has come, and is `fits`. */
  event(name: string, fits?: (data: Heard["data"]) => boolean): Promise<Heard>;
  /** Resolves when the stream ends. */
  ended: Promise<void>;
  leave(): Promise<void>;
};

type Reading = { path: string; headers: Record<string, string>; lastId?: string | undefined };

/** Opens an organization's stream of events and reads it as a browser does. */
export async function follow(
  test: TestApp,
  organizationId: string,
  as: { cookie: string } | { key: string },
  { lastId, query = "" }: { lastId?: string | undefined; query?: string } = {},
): Promise<Stream> {
  const headers: Record<string, string> = "cookie" in as ? { cookie: as.cookie } : { authorization: `Bearer ${as.key}` };
  return readStream((path, init) => Promise.resolve(test.app.request(path, init)), {
    path: `/v1/organizations/${organizationId}/events${query}`,
    headers,
    lastId,
  });
}

/** @param ask `fetch`, or what stands for it */
export async function readStream(
  ask: (path: string, init: { headers: Record<string, string> }) => Promise<Response>,
  { path, headers, lastId }: Reading,
): Promise<Stream> {
  const response = await ask(path, { headers: { ...headers, ...(lastId === undefined ? {} : { "last-event-id": lastId }) } });
  const heard: Heard[] = [];
  let last = lastId;
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  const take = (block: string) => {
    const lines = block.split("\n").filter((line) => !line.startsWith(":"));
    const value = (name: string) => lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2);
    last = value("id") ?? last;
    const event = value("event");
    if (event) heard.push({ event, data: JSON.parse(value("data")!), at: performance.now(), lastId: last });
  };
  const ended = (async () => {
    let text = "";
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      const blocks = (text + part.value).split("\n\n");
      text = blocks.pop()!;
      for (const block of blocks) take(block);
    }
  })().catch(() => {});
  return {
    status: response.status,
    heard,
    lastId: () => last,
    async event(name, fits = () => true) {
      for (const until = performance.now() + 15_000; performance.now() < until; await delay(5)) {
        const found = heard.find(({ event, data }) => event === name && fits(data));
        if (found) return found;
      }
      throw new Error(`No ${name} came, but ${JSON.stringify(heard)}.`);
    },
    ended,
    leave: () => reader.cancel().then(() => ended),
  };
}
