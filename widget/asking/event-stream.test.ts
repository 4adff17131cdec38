import fc from "fast-check";
import { expect, test } from "vitest";
import { createEventParser, readEvents, type StreamEvent } from "./event-stream.ts";

const stream = [
  ": heartbeat\n\n",
  'event: text\r\ndata: {"delta":"Hällo"}\r\n\r\n',
  "event: note\rdata: first\rdata:second\r\r",
  "data\nid: 7\n\n",
  "event: text\n\n",
  'event:done\ndata:  {"message_id":"msg_1"}\n\n',
  "event: unfinished\ndata: lost",
].join("");
const events = [
  { event: "text", data: '{"delta":"Hällo"}' },
  { event: "note", data: "first\nsecond" },
  { event: "message", data: "", id: "7" },
  { event: "done", data: ' {"message_id":"msg_1"}', id: "7" },
];

test("line ends, comments, several data lines and a missing field are read as the standard says", () => {
  expect(createEventParser()(stream)).toEqual(events);
});

test("the events are the same wherever the network cuts the stream, inside a character too", async () => {
  const bytes = new TextEncoder().encode(stream);
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(fc.integer({ min: 1, max: bytes.length - 1 }), { maxLength: 40 }), async (cuts) => {
      const borders = [0, ...cuts.toSorted((a, b) => a - b), bytes.length];
      const pieces = borders.slice(1).map((end, index) => bytes.slice(borders[index], end));
      expect(await readAll(streamOf(pieces), 1_000)).toEqual(events);
    }),
    { numRuns: 300 },
  );
});

test("a stream that falls silent ends with an error, and one with heartbeats does not", async () => {
  const silent = new ReadableStream<Uint8Array>({ start: (controller) => controller.enqueue(new TextEncoder().encode("data: 1\n\n")) });
  const events = readEvents(silent, 20);
  expect((await events.next()).value).toEqual({ event: "message", data: "1" });
  await expect(events.next()).rejects.toThrow("silent");

  let beats = 0;
  const beating = new ReadableStream<Uint8Array>({
    async pull(controller) {
      await new Promise((resolve) => setTimeout(resolve, 10));
      if (++beats < 10) controller.enqueue(new TextEncoder().encode(":\n"));
      else controller.close();
    },
  });
  expect(await readAll(beating, 60)).toEqual([]);
});

function streamOf(pieces: Uint8Array[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const piece of pieces) controller.enqueue(piece);
      controller.close();
    },
  });
}

async function readAll(body: ReadableStream<Uint8Array>, silenceMs: number): Promise<StreamEvent[]> {
  const read = [];
  for await (const event of readEvents(body, silenceMs)) read.push(event);
  return read;
}
