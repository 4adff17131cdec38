import { afterEach, expect, test, vi } from "vitest";
import { followOrganization, type News } from "./follow-organization.ts";

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("a tab whose fellow holds the stream and says nothing any more reads its pages again", () => {
  vi.useFakeTimers();
  const channel = Object.assign(new EventTarget(), { postMessage() {}, close() {} });
  vi.stubGlobal("BroadcastChannel", function Channel() {
    return channel;
  });
  // Somebody else has the lock.
  vi.stubGlobal("navigator", { locks: { request: () => new Promise(() => {}) } });
  const heard: News[] = [];
  const end = followOrganization("org_1", (news) => heard.push(news));
  const word = () => channel.dispatchEvent(new MessageEvent("message", { data: { news: [], cursor: "c" } }));
  for (let minute = 0; minute < 10; minute++) {
    vi.advanceTimersByTime(60_000);
    word();
  }
  expect(heard).toEqual([]);
  vi.advanceTimersByTime(240_000);
  expect(heard.length).toBeGreaterThan(0);
  expect(new Set(heard)).toEqual(new Set(["stale"]));
  end();
  const before = heard.length;
  vi.advanceTimersByTime(600_000);
  expect(heard).toHaveLength(before);
});
