import { expect, test } from "vitest";
import { Handover } from "../../contract/handover.ts";
import { handoverTable } from "./handover-table.ts";
import { handoverEvents, transitions } from "./transitions.ts";

test.each([
  ["agent", "ask", "waiting"],
  ["agent", "refer", "waiting"],
  ["closed", "refer", "closed"],
  ["agent", "take_over", "person"],
  ["waiting", "take_over", "person"],
  ["waiting", "take_back", "agent"],
  ["waiting", "expire", "agent"],
  ["waiting", "close", "closed"],
  ["person", "give_back", "agent"],
  ["person", "leave", "waiting"],
  ["person", "close", "closed"],
  ["person", "ask", "person"],
  ["closed", "write", "agent"],
  ["closed", "reopen", "agent"],
  ["closed", "ask", "waiting"],
] as const)("from %s, %s leads to %s", (from, event, to) => {
  expect(transitions[from][event]).toBe(to);
});

test("nobody's silence or absence moves what no person has, and nothing but the visitor's wish or a rule makes an agent's conversation wait", () => {
  for (const state of ["agent", "closed"] as const) {
    expect(transitions[state].leave).toBeUndefined();
    expect(transitions[state].expire).toBeUndefined();
  }
  const toWaiting = handoverEvents.filter((event) => transitions.agent[event] === "waiting");
  expect(toWaiting).toEqual(["ask", "refer"]);
});

test("the table of the docs has every state and event", () => {
  const lines = handoverTable().split("\n");
  expect(lines).toHaveLength(2 + handoverEvents.length);
  for (const line of lines) expect(line.split("|")).toHaveLength(Handover.options.length + 3);
  expect(lines[2]).toBe("| The visitor asks for a person | `waiting` | stays | stays | `waiting` |");
});
