import { expect, test } from "vitest";
import { blanksIn, fillIn } from "./fill-in.ts";

const known = { visitor_name: "Hanna", agent_name: "Desk", my_name: "Mira", project_name: "Help centre" };

test("what is known is filled in, and the rest stays a blank", () => {
  expect(fillIn("Hello {visitor_name}, {my_name} of {project_name} here, for {agent_name}. Order {order_number}?", known)).toBe(
    "Hello Hanna, Mira of Help centre here, for Desk. Order {order_number}?",
  );
  expect(fillIn("Hello {visitor_name}.", { ...known, visitor_name: null })).toBe("Hello {visitor_name}.");
  expect(fillIn("Hello {visitor_name}.", { ...known, visitor_name: "  " })).toBe("Hello {visitor_name}.");
});

test("what somebody is called is a name, whatever it looks like", () => {
  expect(fillIn("{visitor_name}", { ...known, visitor_name: "$& {my_name}" })).toBe("$& {my_name}");
  expect(fillIn("{constructor} {toString}", known)).toBe("{constructor} {toString}");
});

test("blanks are told where they stand; braces around anything else are text", () => {
  expect(blanksIn("Hello {visitor_name}, order {order_number}.")).toEqual([
    { name: "visitor_name", from: 6, to: 20 },
    { name: "order_number", from: 28, to: 42 },
  ]);
  expect(blanksIn('{ } {} {"a": 1} {A} {two words} ${')).toEqual([]);
});
