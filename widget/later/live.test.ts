import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { VisitorMessages } from "#features/conversations/contract.ts";
import type { StreamEvent } from "../asking/event-stream.ts";
import { Refusal } from "../visitor-api.ts";
import { openLive, type Heard } from "./live.ts";

const opened: ReturnType<typeof openLive>[] = [];
beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("navigator", {});
  vi.stubGlobal("BroadcastChannel", TestChannel);
});
afterEach(() => {
  for (const live of opened.splice(0)) live.attend("off");
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test("the stream is continued from where it was cut, and nothing is read again for it", async () => {
  const { live, heard, asked, reads, streams } = open();
  live.attend("live");
  await vi.advanceTimersByTimeAsync(0);
  streams[0]!.send({ event: "message", data: "1", id: "7" });
  streams[0]!.end();
  await vi.advanceTimersByTimeAsync(5_000);
  streams[1]!.send({ event: "message", data: "2", id: "8" });
  await vi.advanceTimersByTimeAsync(0);
  expect(asked).toEqual([undefined, "7"]);
  expect(heard.map((one) => ("history" in one ? "history" : one.data))).toEqual(["history", "1", "2"]);
  expect(reads()).toBe(1);
});

test("what came before the stream stood is read, also after it lost its place", async () => {
  const { live, asked, reads, streams } = open();
  live.attend("live");
  await vi.advanceTimersByTimeAsync(0);
  expect(reads()).toBe(1);
  streams[0]!.send({ event: "message", data: "1", id: "7" });
  streams[0]!.send({ event: "reset", data: "{}", id: "9" });
  await vi.advanceTimersByTimeAsync(0);
  expect(reads()).toBe(2);
  streams[0]!.end();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(asked).toEqual([undefined, undefined]);
});

test.each([
  [404, 600],
  [503, 60],
])("a stream that is refused (%i) is replaced by reading every few seconds, and tried again after %i s", async (status, seconds) => {
  const { live, asked, reads } = open({ refuse: status });
  live.attend("live");
  await vi.advanceTimersByTimeAsync(30_000);
  expect(asked).toHaveLength(1);
  expect(reads()).toBeGreaterThanOrEqual(6);
  expect(reads()).toBeLessThanOrEqual(12);
  await vi.advanceTimersByTimeAsync(seconds * 1_000 - 35_000);
  expect(asked).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(15_000);
  expect(asked).toHaveLength(2);
});

test("without a person in play a stream that is refused is replaced by nothing", async () => {
  const { live, reads } = open({ refuse: 404, isInPlay: () => false });
  live.attend("live");
  await vi.advanceTimersByTimeAsync(50_000);
  expect(reads()).toBe(1);
});

test("a network that is down is asked less and less often", async () => {
  const { live, asked } = open({ isDown: true });
  live.attend("live");
  await vi.advanceTimersByTimeAsync(10_000);
  const soon = asked.length;
  expect(soon).toBeGreaterThanOrEqual(3);
  await vi.advanceTimersByTimeAsync(300_000);
  expect(asked.length - soon).toBeLessThanOrEqual(16);
});

test("a conversation that has ended is not asked for again", async () => {
  const { live, asked, reads } = open({ refuse: 401, ended: true });
  live.attend("live");
  await vi.advanceTimersByTimeAsync(300_000);
  expect([asked.length, reads()]).toEqual([1, 1]);
});

test("a chat that nobody sees has no stream; when it is seen again it has read what was said", async () => {
  const { live, asked, reads, streams } = open();
  live.attend("live");
  await vi.advanceTimersByTimeAsync(0);
  live.attend("off");
  expect(streams[0]!.signal.aborted).toBe(true);
  await vi.advanceTimersByTimeAsync(300_000);
  expect([asked.length, reads()]).toEqual([1, 1]);
  live.attend("live");
  await vi.advanceTimersByTimeAsync(0);
  expect([asked.length, reads()]).toEqual([2, 2]);
  live.attend("slow");
  await vi.advanceTimersByTimeAsync(60_000);
  expect(asked).toHaveLength(2);
  expect(reads()).toBeGreaterThan(4);
});

test("of two tabs one has the stream and tells the other, which follows when the first is gone", async () => {
  vi.stubGlobal("navigator", { locks: testLocks() });
  const one = open();
  const other = open();
  one.live.attend("live");
  other.live.attend("live");
  await vi.advanceTimersByTimeAsync(1_000);
  expect([one.asked.length, other.asked.length]).toEqual([1, 0]);
  // The one that waits has read what was said before it came.
  expect(other.reads()).toBe(1);
  one.streams[0]!.send({ event: "message", data: "1", id: "7" });
  await vi.advanceTimersByTimeAsync(0);
  expect(other.heard.at(-1)).toEqual({ event: "message", data: "1", id: "7" });
  one.live.attend("off");
  await vi.advanceTimersByTimeAsync(0);
  expect(other.asked).toEqual(["7"]);
});

type Options = { refuse?: number; isDown?: boolean; ended?: boolean; isInPlay?: () => boolean };

/** One tab, whose network is these answers. */
function open({ refuse, isDown, ended, isInPlay = () => true }: Options = {}) {
  const heard: Heard[] = [];
  const asked: (string | undefined)[] = [];
  const streams: { send(event: StreamEvent): void; end(): void; signal: AbortSignal }[] = [];
  let readCount = 0;
  const live = openLive({
    name: "botcadence cnv_1",
    isInPlay,
    hear: (one) => heard.push(one),
    async read() {
      readCount++;
      if (ended) throw new Refusal(401, "Ended.");
      return { data: [] as VisitorMessages["data"] } as VisitorMessages;
    },
    async connect(lastId, signal) {
      asked.push(lastId);
      if (isDown) throw new TypeError("No network.");
      if (refuse) throw new Refusal(refuse, "No.");
      const stream = new TransformStream<StreamEvent, StreamEvent>();
      const writer = stream.writable.getWriter();
      signal.addEventListener("abort", () => void writer.abort().catch(() => {}));
      writer.closed.catch(() => {});
      streams.push({ send: (event) => void writer.write(event), end: () => void writer.close(), signal });
      return stream.readable;
    },
  });
  opened.push(live);
  return { live, heard, asked, streams, reads: () => readCount };
}

/** Within this process, and at once. */
class TestChannel {
  static readonly all = new Set<TestChannel>();
  #heard: ((event: { data: unknown }) => void) | null = null;
  readonly name: string;
  constructor(name: string) {
    this.name = name;
    TestChannel.all.add(this);
  }
  addEventListener(_type: "message", heard: (event: { data: unknown }) => void): void {
    this.#heard = heard;
  }
  postMessage(data: unknown): void {
    for (const other of TestChannel.all) if (other !== this && other.name === this.name) other.#heard?.({ data: structuredClone(data) });
  }
  close(): void {
    TestChannel.all.delete(this);
  }
}

function testLocks() {
  let last: Promise<unknown> = Promise.resolve();
  return {
    request(_name: string, { signal }: { signal: AbortSignal }, run: () => Promise<void>): Promise<void> {
      const turn = last.then(() => (signal.aborted ? undefined : run()));
      last = turn.catch(() => {});
      return turn;
    },
  };
}
