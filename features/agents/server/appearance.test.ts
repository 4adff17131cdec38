import { expect, test } from "vitest";
import { appearanceFields } from "../contract/appearance.ts";
import { isReadable, nearestReadable, textOn } from "../contract/contrast.ts";

const messageOf = (field: "color" | "color_dark", text: string) => appearanceFields[field].safeParse(text).error?.issues[0]?.message;

test("a colour is taken where it can be read, in each theme by itself", () => {
  expect(appearanceFields.color.parse(" #0B7285 ")).toBe("#0b7285");
  expect(appearanceFields.color_dark.parse("#55cac3")).toBe("#55cac3");
  expect([isReadable("#0b7285", "dark"), isReadable("#55cac3", "light")]).toEqual([false, false]);
});

test("one that cannot be read is refused with the nearest that can", () => {
  const yellow = nearestReadable("#ffd43b", "light");
  expect(messageOf("color", "#ffd43b")).toContain(`${yellow} is the nearest`);
  expect(isReadable(yellow, "light")).toBe(true);
  expect(messageOf("color_dark", "#0b1f4b")).toContain("on the dark widget");
  for (const color of ["#000000", "#ffffff", "#808080", "#ff0000", "#0000ff"])
    for (const theme of ["light", "dark"] as const) expect(isReadable(nearestReadable(color, theme), theme)).toBe(true);
});

test("what can be read stays as it is", () => {
  expect(nearestReadable("#007676", "light")).toBe("#007676");
  expect([textOn("#007676"), textOn("#55cac3")]).toEqual(["#ffffff", "#000000"]);
});

test.each(["red", "#fff", "#0b728", "rgb(0,0,0)", "#0b7285; --x: url(https://evil.example)"])("%s is no colour", (text) => {
  expect(messageOf("color", text)).toBe("Enter a colour such as #0b7285.");
});
