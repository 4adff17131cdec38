import { readdir, readFile } from "node:fs/promises";
import { expect, test } from "vitest";

test("nothing goes to the ledger past the budgets", async () => {
  const features = new URL("../../", import.meta.url);
  const files = (await readdir(features, { recursive: true })).filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"));
  const callers: string[] = [];
  for (const name of files) if (/\brecordUsage\(/.test(await readFile(new URL(name, features), "utf8"))) callers.push(name);
  expect(callers.filter((name) => name !== "usage/server/record-usage.ts")).toEqual(["budgets/server/count-usage.ts"]);
});
