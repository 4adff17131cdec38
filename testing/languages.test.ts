import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { Language } from "#features/identity/contract.ts";
import { bundleOf } from "#platform/http/page-language.ts";

test("each language that an account can have is built and served", () => {
  expect(Language.options.toSorted()).toEqual(Object.keys(bundleOf).toSorted());
  const built = readFileSync(join(import.meta.dirname, "../tools/build.mjs"), "utf8");
  for (const bundle of Object.values(bundleOf)) expect(built).toContain(`name: "${bundle}"`);
});
