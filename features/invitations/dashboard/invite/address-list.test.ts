import { expect, test } from "vitest";
import { addAddresses, addressesMax } from "./address-list.ts";
import { parseAddresses } from "./parse-addresses.ts";

const texts = (list: readonly { text: string }[]) => list.map(({ text }) => text);

test("each address stands in the field once, right or wrong, and the others are counted", () => {
  const list = parseAddresses("ann@example.com ben@example.com");
  const added = addAddresses(
    list,
    parseAddresses("cleo@example.com, Ben@example.com; Ann <ann@example.com>\nCLEO@example.com\nnobody\nNobody"),
  );
  expect(texts(added.list)).toEqual(["ann@example.com", "ben@example.com", "cleo@example.com", "nobody"]);
  expect(added).toMatchObject({ doubled: 4, leftOut: 0 });
});

test("what the field has no room for is left out and counted", () => {
  const many = parseAddresses(Array.from({ length: addressesMax + 20 }, (_, index) => `person${index}@example.com`).join(","));
  const first = addAddresses([], many);
  expect([first.list.length, first.leftOut]).toEqual([addressesMax, 20]);
  expect(addAddresses(first.list, parseAddresses("ann@example.com"))).toEqual({ list: first.list, doubled: 0, leftOut: 1 });
});
