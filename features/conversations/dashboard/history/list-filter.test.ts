import { expect, test } from "vitest";
import { countFilters, filterOf, noFilters, withAssignee, withView } from "./list-filter.ts";

test("the address asks for what its view and filters say together", () => {
  expect(filterOf({})).toEqual({});
  expect(filterOf({ view: "mine", query: "lamp", tests: "none" })).toEqual({
    with_people: true,
    assigned_to: "me",
    query: "lamp",
    test: false,
  });
  expect(filterOf({ view: "closed", agent: "agt_1", outcome: "declined", tests: "only" })).toEqual({
    closed: true,
    agent_id: "agt_1",
    outcome: "declined",
    test: true,
  });
});

test("a range of days holds the whole last day, where the reader is", () => {
  const { from, to } = filterOf({ from: "2026-11-30", to: "2026-11-30" });
  expect(new Date(from!)).toEqual(new Date(2026, 10, 30));
  expect(new Date(to!)).toEqual(new Date(2026, 11, 1));
});

test("of a view and a filter that both say who has it, the later choice counts", () => {
  expect(withView("mine")).toEqual({ view: "mine", assignee: undefined });
  expect(withView("closed")).toEqual({ view: "closed" });
  expect(withAssignee("mbr_1", "unassigned")).toEqual({ assignee: "mbr_1", view: undefined });
  expect(withAssignee("mbr_1", "closed")).toEqual({ assignee: "mbr_1" });
  expect(withAssignee(undefined, "mine")).toEqual({ assignee: undefined });
});

test("the filters of the menu are counted and ended together, and the search and the view stay", () => {
  const search = { view: "mine", query: "lamp", tag: "urgent", from: "2026-11-01" } as const;
  expect(countFilters(search)).toBe(2);
  expect(filterOf({ ...search, ...noFilters })).toEqual({ with_people: true, assigned_to: "me", query: "lamp" });
});
