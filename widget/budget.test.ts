import { execFile } from "node:child_process";
import { mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";

const loaderBytesMax = 3_000;
const panelBytesMax = 16_000;

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "widget-"));
  const config = fileURLToPath(new URL("./vite.config.ts", import.meta.url));
  const vite = fileURLToPath(new URL("../node_modules/vite/bin/vite.js", import.meta.url));
  // As a process of its own: the test run's NODE_ENV would build for development.
  const words = [vite, "build", "--config", config, "--outDir", folder, "--emptyOutDir", "--logLevel", "error"];
  await promisify(execFile)(process.execPath, words, { env: { ...process.env, NODE_ENV: "production" } });
}, 60_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

test("the loader has at most 3 kB, and everything up to the open panel 16 kB, gzipped", async () => {
  const loader = (await readFile(join(folder, "widget.js.gz"))).length;
  const chunks = (await readdir(join(folder, "assets"))).filter((name) => name.endsWith(".gz"));
  const sizes = await Promise.all(chunks.map(async (name) => (await readFile(join(folder, "assets", name))).length));
  expect(chunks).toHaveLength(1);
  expect(loader).toBeLessThanOrEqual(loaderBytesMax);
  expect(loader + sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(panelBytesMax);
});

test("each file lies there compressed too, and the loader is a script that leaves no name behind", async () => {
  const loader = await readFile(join(folder, "widget.js"), "utf8");
  expect(gunzipSync(await readFile(join(folder, "widget.js.gz"))).toString()).toBe(loader);
  expect((await readdir(folder)).toSorted()).toEqual(["assets", "widget.js", "widget.js.br", "widget.js.gz"]);
  expect(loader).not.toMatch(/import\.meta|PANEL_FILE/);
  // As a function's body it would be refused with an import or export in it; its names stay inside.
  expect(() => new Function(loader)).not.toThrow();
  expect(loader).toMatch(/^\(\(\)=>\{[^]*\}\)\(\);\n$/);
});
