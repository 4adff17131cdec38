import { globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { compileAll, readCatalog } from "./compile-messages.ts";

const root = dirname(import.meta.dirname);
const catalogs = globSync(["{browser,dashboard}/**/messages.ts", "features/*/dashboard/**/messages.ts"], { cwd: root });

test("there are catalogs to look at", () => {
  expect(catalogs).toContain("browser/messages.ts");
});

test.each(catalogs)("every message of %s can be read", async (path) => {
  const messages = await readCatalog(readFileSync(join(root, path), "utf8"));
  expect(() => compileAll(messages)).not.toThrow();
});

test("a message that cannot be read is named", () => {
  expect(() => compileAll({ list: { counted: "{count, plural, one {# file}" } })).toThrow("list.counted");
});
