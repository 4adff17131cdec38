import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { findDeadPaths } from "./docs-paths.ts";

const root = mkdtempSync(join(tmpdir(), "botcadence-docs-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

test("a path or a link that leads nowhere is reported with its page and line, and nothing else is", () => {
  mkdirSync(join(root, "docs"));
  mkdirSync(join(root, "platform"));
  writeFileSync(join(root, "platform/errors.ts"), "");
  writeFileSync(
    join(root, "docs/setup.md"),
    "[up](../README.md) [here](#top) [out](https://example.com/x)\n[gone](gone.md)\n[page](/docs/nothing)",
  );
  const lines = [
    "`platform/errors.ts`, `platform/errors.ts:3`, `platform/`, `features/<name>/server`, `npm start`, `data/files`",
    "`platform/missing.ts` and `lost.ts`",
    "```",
    "`platform/in-code.ts`",
    "```",
    "[setup](docs/setup.md) [page](/docs/setup) [api](/openapi.json)",
  ];
  writeFileSync(join(root, "README.md"), lines.join("\n"));
  expect(findDeadPaths(root)).toEqual([
    "README.md:2: platform/missing.ts does not exist.",
    "README.md:2: lost.ts does not exist.",
    "docs/setup.md:2: gone.md does not exist.",
    "docs/setup.md:3: /docs/nothing does not exist.",
  ]);
});
