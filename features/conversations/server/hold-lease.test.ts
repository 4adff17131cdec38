import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { holdLease } from "./hold-lease.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const times = { leaseMs: 25_000, renewMs: 10_000, lost: () => new Error("lost") };

/** A lease whose renewals end as they are told to, in order, and succeed afterwards. */
function leaseWith(...ends: (boolean | "fails" | "hangs")[]) {
  const renew = vi.fn<() => Promise<boolean>>(async () => {
    const end = ends.shift() ?? true;
    if (end === "fails") throw new Error("The database is busy.");
    return end === "hangs" ? new Promise<boolean>(() => {}) : end;
  });
  return { ...holdLease(renew, times), renew };
}

test("a lease is renewed in time, again and again, until it ends", async () => {
  const { signal, end, renew } = leaseWith();
  await vi.advanceTimersByTimeAsync(100_000);
  expect(signal.aborted).toBe(false);
  expect(renew).toHaveBeenCalledTimes(10);
  end();
  await vi.advanceTimersByTimeAsync(100_000);
  expect(renew).toHaveBeenCalledTimes(10);
});

test("a renewal that fails is tried again, and the lease continues", async () => {
  const { signal, end, renew } = leaseWith("fails", "fails", "fails");
  await vi.advanceTimersByTimeAsync(13_000);
  expect(renew).toHaveBeenCalledTimes(4);
  await vi.advanceTimersByTimeAsync(20_000);
  expect(signal.aborted).toBe(false);
  end();
});

test("a lease that is lost ends at once", async () => {
  const { signal } = leaseWith(false);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(signal.reason).toEqual(new Error("lost"));
});

test.each(["fails", "hangs"] as const)("where every renewal %s, the lease ends when it has run out, and not before", async (end) => {
  const { signal } = leaseWith(...Array.from({ length: 30 }, () => end));
  await vi.advanceTimersByTimeAsync(24_000);
  expect(signal.aborted).toBe(false);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(signal.reason).toEqual(new Error("lost"));
});

test("what was renewed lasts from the beginning of its renewal, not from its end", async () => {
  const { signal } = holdLease(
    vi
      .fn<() => Promise<boolean>>()
      .mockImplementationOnce(() => new Promise((resolve) => setTimeout(resolve, 14_000, true)))
      .mockImplementation(() => new Promise(() => {})),
    times,
  );
  await vi.advanceTimersByTimeAsync(34_000);
  expect(signal.aborted).toBe(false);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(signal.aborted).toBe(true);
});
