import { execFile } from "node:child_process";
import { mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addressWords, confirmWords, filesWords, laterWords, leadWords, ratingWords, words } from "./words.ts";

const loaderBytesMax = 3_000;
const panelBytesMax = 16_000;
const laterBytesMax = 6_000;
const leadBytesMax = 4_000;
const addressBytesMax = 1_000;
const ratingBytesMax = 1_500;
const filesBytesMax = 3_500;
const confirmBytesMax = 1_000;

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
  const { panel } = await scripts();
  // Browsers take Brotli wherever the widget runs over HTTPS, and gzip on pages without.
  expect(await sizeOf("widget.js.gz")).toBeLessThanOrEqual(loaderBytesMax);
  expect((await sizeOf("widget.js.br")) + (await sizeOf("assets", `${panel}.br`))).toBeLessThanOrEqual(panelBytesMax);
});

test("what is loaded once something was asked has at most 6 kB, and brings nothing twice", async () => {
  const { later } = await scripts();
  const code = await readFile(join(folder, "assets", `${later}`), "utf8");
  expect((await readFile(join(folder, "assets", `${later}.br`))).length).toBeLessThanOrEqual(laterBytesMax);
  // It shares the panel's file, Preact in it; a third file would be one request more.
  expect(code.match(/from"\.\/panel-[\w-]+\.js"/g)).toHaveLength(1);
  expect(code).not.toContain("__k");
  const { panel } = await scripts();
  expect(await readFile(join(folder, "assets", `${panel}`), "utf8")).not.toContain(laterWords.noneOfThese);
  expect(code).not.toContain(words.connectionLost);
});

test.each([
  ["the form of an agent", "lead", leadBytesMax, leadWords.offer],
  ["what sends and shows files", "files", filesBytesMax, filesWords.drop],
  ["what asks whether something helped", "rate", ratingBytesMax, ratingWords.tellMore],
  ["what asks before something is sent", "confirm", confirmBytesMax, confirmWords.expired],
  ["the field for an address", "address", addressBytesMax, addressWords.email],
])("%s keeps to its size, is in no other file, and takes what it shares from the panel", async (_what, name, bytesMax, ownWord) => {
  const { [name]: own, ...others } = await scripts();
  const read = (file: string | undefined) => readFile(join(folder, "assets", `${file}`), "utf8");
  const code = await read(own);
  expect((await readFile(join(folder, "assets", `${own}.br`))).length).toBeLessThanOrEqual(bytesMax);
  expect(code.match(/from"\.\/[\w-]+\.js"/g)).toEqual([expect.stringMatching(/^from"\.\/panel-/)]);
  expect(code).toContain(ownWord);
  for (const other of Object.values(others)) expect(await read(other)).not.toContain(ownWord);
  expect(code).not.toContain(laterWords.noneOfThese);
});

/** The scripts beside the loader, by what they are. */
async function scripts(): Promise<Record<string, string>> {
  const names = (await readdir(join(folder, "assets"))).filter((name) => name.endsWith(".js"));
  expect(names.map((name) => name.split("-")[0]).toSorted()).toEqual(["address", "confirm", "files", "later", "lead", "panel", "rate"]);
  return Object.fromEntries(names.map((name) => [name.split("-")[0]!, name]));
}

test("each file lies there compressed too, and the loader is a script that leaves no name behind", async () => {
  const loader = await readFile(join(folder, "widget.js"), "utf8");
  expect(gunzipSync(await readFile(join(folder, "widget.js.gz"))).toString()).toBe(loader);
  expect((await readdir(folder)).toSorted()).toEqual(["assets", "widget.js", "widget.js.br", "widget.js.gz"]);
  expect(loader).not.toMatch(/import\.meta|PANEL_FILE/);
  // As a function's body it would be refused with an import or export in it; its names stay inside.
  expect(() => new Function(loader)).not.toThrow();
  expect(loader).toMatch(/^\(\(\)=>\{[^]*\}\)\(\);\n$/);
});
