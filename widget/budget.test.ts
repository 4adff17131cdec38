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
/** What is loaded after that, only by those who need it. */
const laterBytesMax = { "lead-form": 3_000, sheet: 1_000 };

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

test("the loader has at most 3 kB either way, and everything up to the open panel 16 kB as it goes over HTTPS", async () => {
  const sizeOf = async (...path: string[]) => (await readFile(join(folder, ...path))).length;
  const panels = (await readdir(join(folder, "assets"))).filter((name) => /^panel-.*\.js$/.test(name));
  expect(panels).toHaveLength(1);
  // Browsers take Brotli wherever the widget runs over HTTPS, and gzip on pages without.
  expect(await sizeOf("widget.js.gz")).toBeLessThanOrEqual(loaderBytesMax);
  expect((await sizeOf("widget.js.br")) + (await sizeOf("assets", `${panels[0]}.br`))).toBeLessThanOrEqual(panelBytesMax);
});

test("what is loaded later has budgets of its own, and takes what it shares from the panel", async () => {
  const files = (await readdir(join(folder, "assets"))).filter((name) => name.endsWith(".js") && !name.startsWith("panel-"));
  expect(files.map((name) => name.slice(0, -"-abcdefgh.js".length)).toSorted()).toEqual(Object.keys(laterBytesMax).toSorted());
  for (const [name, bytesMax] of Object.entries(laterBytesMax)) {
    const file = files.find((one) => one.startsWith(name))!;
    expect((await readFile(join(folder, "assets", `${file}.br`))).length).toBeLessThanOrEqual(bytesMax);
    expect((await readFile(join(folder, "assets", file), "utf8")).match(/from"[^"]*"/g)).toEqual([
      expect.stringMatching(/^from"\.\/panel-/),
    ]);
  }
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
