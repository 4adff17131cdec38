import { expect, test } from "vitest";
import { createTurns } from "./turns.ts";

test("what has the same key waits for what came before it, also where that failed; another key does not", async () => {
  const inTurn = createTurns();
  const events: string[] = [];
  const gate = Promise.withResolvers<void>();
  const first = inTurn("a", async () => {
    events.push("first begins");
    await gate.promise;
    events.push("first ends");
    throw new Error("of the first");
  });
  const second = inTurn("a", async () => events.push("second"));
  const other = inTurn("b", async () => events.push("other"));
  await other;
  expect(events).toEqual(["first begins", "other"]);
  gate.resolve();
  await expect(first).rejects.toThrow("of the first");
  await second;
  expect(events).toEqual(["first begins", "other", "first ends", "second"]);
});
