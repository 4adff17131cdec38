import { expect, test } from "vitest";
import { createPace, holdHost, inTurn } from "./pace.ts";

const { signal } = new AbortController();
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

test("of one host one thing is asked at a time, and so long after the last one ended; another host waits for none of it", async () => {
  const events: [what: string, at: number][] = [];
  const ask = (host: string, name: string) =>
    inTurn(host, 200, signal, async () => {
      events.push([`${name} begins`, Date.now()]);
      await wait(50);
      events.push([`${name} ends`, Date.now()]);
    });
  await Promise.all([ask("pace-a.test", "one"), ask("pace-a.test", "two"), ask("pace-b.test", "other")]);
  const at = (what: string) => events.find(([name]) => name === what)![1];
  expect(at("two begins") - at("one ends")).toBeGreaterThanOrEqual(195);
  expect(at("other begins")).toBeLessThan(at("two begins"));
});

test("a host that did not answer is left alone, also where the last one failed, and who stops waits for nothing", async () => {
  await expect(inTurn("pace-c.test", 0, signal, async () => Promise.reject(new Error("silent")))).rejects.toThrow("silent");
  holdHost("pace-c.test", 300);
  // A shorter wait does not end a longer one.
  holdHost("pace-c.test", 1);
  const started = Date.now();
  await inTurn("pace-c.test", 0, signal, async () => {});
  expect(Date.now() - started).toBeGreaterThanOrEqual(295);

  holdHost("pace-d.test", 60_000);
  const stop = new AbortController();
  let asked = false;
  const waiting = inTurn("pace-d.test", 0, stop.signal, async () => (asked = true));
  stop.abort(new Error("stopped"));
  await expect(waiting).rejects.toThrow("stopped");
  expect(asked).toBe(false);
});

test("of hosts that may be asked again no more are remembered than there is room for, and one that is held is never forgotten", async () => {
  const pace = createPace(50);
  pace.holdHost("held.test", 300);
  const until = Date.now() + 300;
  for (let number = 0; number < 500; number += 1) {
    await pace.inTurn(`pace-${number}.test`, 0, signal, async () => {});
    expect(pace.hostsKnown()).toBeLessThanOrEqual(100);
    if (number % 40 === 0) await wait(2);
  }
  let askedAt = 0;
  await pace.inTurn("held.test", 0, signal, async () => void (askedAt = Date.now()));
  expect(askedAt).toBeGreaterThanOrEqual(until - 5);
});
