import { expect, test } from "vitest";
import { catalog } from "./catalog.ts";

const t = catalog({
  files: {
    title: "Files",
    counted: "{count, plural, one {# file} other {# files}} in {place}",
    help: "See <docs>the docs</docs>",
  },
});

test("a message says its values, in the plural of its number", () => {
  expect(t("files.title")).toBe("Files");
  expect(t("files.counted", { count: 1, place: "Berlin" })).toBe("1 file in Berlin");
  expect(t("files.counted", { count: 1200, place: "Berlin" })).toBe("1,200 files in Berlin");
  expect(t.markup("files.help", { docs: (text) => `[${text}]` })).toBe("See [the docs]");
});

test("the compiler refuses a key that does not exist, and values that are missing or of another type", () => {
  const wrong = [
    // @ts-expect-error -- no such key
    () => t("files.name"),
    // @ts-expect-error -- a group of messages is none
    () => t("files"),
    // @ts-expect-error -- nor is one that is put together of a word that is not there
    (part: "title" | "name") => t(`files.${part}`),
    // @ts-expect-error -- without its values
    () => t("files.counted"),
    // @ts-expect-error -- without one of them
    () => t("files.counted", { count: 1 }),
    // @ts-expect-error -- a count is a number
    () => t("files.counted", { count: "1", place: "Berlin" }),
    // @ts-expect-error -- without what its link leads to
    () => t.rich("files.help"),
  ];
  expect(wrong).toHaveLength(7);
});
