import { expect, test } from "vitest";
import { turnsPage, withChange } from "./use-search-params.ts";

const defaults = { page: 1, sort: "-created_at" };

test("a change leaves the rest of the address as it is", () => {
  expect(withChange({ query: "lamp", page: 3 }, { dialog: "invite" }, defaults)).toEqual({ query: "lamp", page: 3, dialog: "invite" });
});

test("what holds by itself and what is taken out are not in the address", () => {
  expect(withChange({ query: "lamp", page: 3, sort: "name" }, { query: undefined, page: 1, sort: "-created_at" }, defaults)).toEqual({});
  expect(withChange({}, { page: 2 }, defaults)).toEqual({ page: 2 });
});

test("another page of a list begins at its top, and nothing else moves the page", () => {
  expect(turnsPage({ query: "lamp" }, { query: "lamp", page: 2 })).toBe(true);
  expect(turnsPage({ page: 2, invitations_page: 3 }, { page: 2, invitations_page: 4 })).toBe(true);
  expect(turnsPage({ page: 2, query: "lamp" }, { page: 2, query: "lamps" })).toBe(false);
  expect(turnsPage({ page: undefined }, { dialog: "invite" })).toBe(false);
});
