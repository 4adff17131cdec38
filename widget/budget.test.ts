import { execFile } from "node:child_process";
import { mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addressWords, askingWords, confirmWords, filesWords, laterWords, leadWords, ratingWords, words } from "./words.ts";

const loaderBytesMax = 3_000;
const panelBytesMax = 16_000;
/** Of each file that comes later, and of all files together. */
const partBytesMax = 6_000;
const allBytesMax = 45_000;

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

const sizeOf = async (...path: string[]) => (await readFile(join(folder, ...path))).length;

test("the loader has at most 3 kB, everything up to an open panel that greets 16 kB, and all that a visitor can load 45 kB, gzipped", async () => {
  const { panel, ...parts } = await scripts();
  const loader = await sizeOf("widget.js.gz");
  const greeting = loader + (await sizeOf("assets", `${panel}.gz`));
  expect(loader).toBeLessThanOrEqual(loaderBytesMax);
  expect(greeting).toBeLessThanOrEqual(panelBytesMax);
  expect(await readFile(join(folder, "assets", `${panel}`), "utf8")).toContain(words.connectionLost);
  const translations = (await readdir(join(folder, "assets"))).filter((name) => /^words_.*\.gz$/.test(name));
  expect(translations).toHaveLength(14);
  const sizes = await Promise.all(Object.values(parts).map((name) => sizeOf("assets", `${name}.gz`)));
  const ofLanguages = await Promise.all(translations.map((name) => sizeOf("assets", name)));
  for (const size of ofLanguages) expect(size).toBeLessThanOrEqual(partBytesMax);
  // Nobody loads two languages.
  expect(greeting + sizes.reduce((sum, size) => sum + size, 0) + Math.max(...ofLanguages)).toBeLessThanOrEqual(allBytesMax);
});

test.each([
  ["what asks and shows answers", "asking", askingWords.backToChat],
  ["what says who the visitor is", "identify", "The visitor stays unnamed"],
  ["what people need", "later", laterWords.byMail],
  ["the form of an agent", "lead", leadWords.offer],
  ["what sends and shows files", "files", filesWords.drop],
  ["what asks whether something helped", "rate", ratingWords.tellMore],
  ["what asks before something is sent", "confirm", confirmWords.expired],
  ["the field for an address", "address", addressWords.email],
])("%s has at most 6 kB, is in no other file, and takes what it shares from the panel", async (_what, name, ownWord) => {
  const { [name]: own, ...others } = await scripts();
  const read = (file: string | undefined) => readFile(join(folder, "assets", `${file}`), "utf8");
  const code = await read(own);
  expect(await sizeOf("assets", `${own}.gz`)).toBeLessThanOrEqual(partBytesMax);
  // It shares the panel's file, Preact in it; a third file would be one request more.
  expect(code.match(/from"\.\/[\w-]+\.js"/g)).toEqual([expect.stringMatching(/^from"\.\/panel-/)]);
  expect(code).not.toContain("__k");
  expect(code).toContain(ownWord);
  for (const other of Object.values(others)) expect(await read(other)).not.toContain(ownWord);
});

/** The scripts beside the loader, by what they are. */
async function scripts(): Promise<Record<string, string>> {
  const names = (await readdir(join(folder, "assets"))).filter((name) => /^(?!words_).*\.js$/.test(name));
  expect(names.map((name) => name.split("-")[0]).toSorted()).toEqual([
    "address",
    "asking",
    "confirm",
    "files",
    "identify",
    "languages",
    "later",
    "lead",
    "panel",
    "rate",
  ]);
  return Object.fromEntries(names.map((name) => [name.split("-")[0]!, name]));
}

test("each file lies there compressed too, and the loader is a script that leaves no name behind", async () => {
  const loader = await readFile(join(folder, "widget.js"), "utf8");
  expect(gunzipSync(await readFile(join(folder, "widget.js.gz"))).toString()).toBe(loader);
  expect((await readdir(folder)).toSorted()).toEqual(["assets", "embed", "widget.js", "widget.js.br", "widget.js.gz"]);
  expect(loader).not.toMatch(/import\.meta|PANEL_FILE/);
  // As a function's body it would be refused with an import or export in it; its names stay inside.
  expect(() => new Function(loader)).not.toThrow();
  expect(loader).toMatch(/^\(\(\)=>\{[^]*\}\)\(\);\n$/);
});
