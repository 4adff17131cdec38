import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { kindOfName } from "../file-type.ts";
import { Unreadable } from "./block.ts";
import { parseFile } from "./parse-file.ts";

const folder = new URL("../../../../../shared/data/inputs/", import.meta.url);
type Expectation = { holds: string[]; lacks?: string[]; mayFail?: boolean };

/** Files of kinds that readers get wrong. Twins of them, which the project brings, are beside each reader. */
test("files that readers get wrong are read", async (context) => {
  if (!existsSync(folder)) return context.skip("the folder shared/data beside the repository is missing");
  const expected = JSON.parse(readFileSync(new URL("expected.json", folder), "utf8")) as Record<string, Expectation>;
  const wrong: string[] = [];
  for (const [name, { holds, lacks = [], mayFail = false }] of Object.entries(expected)) {
    const kind = kindOfName(name);
    if (!kind || kind === "pdf") continue;
    try {
      const { passages } = await parseFile(kind, new Uint8Array(readFileSync(new URL(name, folder))), () => {});
      const text = passages.flatMap(({ headings, text: own }) => [...headings, own]).join("\n");
      for (const pattern of holds) if (!new RegExp(pattern, "imu").test(text)) wrong.push(`${name} lacks ${pattern}`);
      for (const pattern of lacks) if (new RegExp(pattern, "imu").test(text)) wrong.push(`${name} has ${pattern}`);
    } catch (error) {
      if (!mayFail || !(error instanceof Unreadable)) wrong.push(`${name}: ${String(error)}`);
    }
  }
  expect(wrong).toEqual([]);
});
