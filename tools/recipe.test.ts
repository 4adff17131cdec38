import { execFile, execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { afterAll, expect, test } from "vitest";
import { docsOfNotes, editsForNotes, filesOfNotes, migrationOfNotes } from "./recipe-notes.ts";

/** Adds a noun with a table, permissions, operations, a sample and a page to a copy of the tree, as ARCHITECTURE.md says. */
const root = dirname(import.meta.dirname);
const copy = mkdtempSync(join(tmpdir(), "botcadence-recipe-"));
afterAll(() => rmSync(copy, { recursive: true, force: true }));
const read = (folder: string, path: string) => readFileSync(join(folder, path), "utf8");

test("a noun touches six places outside its folder, and passes the check", { timeout: 600_000 }, async () => {
  const before = filesOf(root);
  for (const path of before) cpSync(join(root, path), join(copy, path));
  const last = Math.max(...readdirSync(join(root, "migrations")).map((name) => Number.parseInt(name, 10) || 0));
  const migration = `migrations/${String(last + 1).padStart(4, "0")}-notes.sql`;
  for (const [path, text] of Object.entries({ ...filesOfNotes, "docs/notes.md": docsOfNotes, [migration]: migrationOfNotes })) {
    mkdirSync(dirname(join(copy, path)), { recursive: true });
    writeFileSync(join(copy, path), text);
  }
  for (const [path, edits] of Object.entries(editsForNotes)) writeFileSync(join(copy, path), edited(path, edits));

  const kept = new Set(before);
  const files = readdirSync(copy, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const added = files.map(({ parentPath, name }) => relative(copy, join(parentPath, name)));
  const touched = added.filter((path) => !kept.has(path) || read(copy, path) !== read(root, path));
  expect(touched.filter((path) => !path.startsWith("features/notes/")).toSorted()).toEqual(
    [
      // A migration, with the schema that is generated from it.
      migration,
      "platform/database/schema.ts",
      // Its permissions.
      "access/permissions.ts",
      // The prefix of its ids.
      "platform/ids.ts",
      // Its line in the list.
      "features/index.ts",
      // The address of its page, and what the sidebar calls it, in each language.
      "dashboard/router.tsx",
      "dashboard/messages.ts",
      "dashboard/messages.de.ts",
      // A page of the docs, and its line.
      "docs/notes.md",
      "docs/index.md",
    ].toSorted(),
  );
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
  expect(await check()).toContain("All is well");
});

/** What is in the tree, or will be with the next commit. */
function filesOf(folder: string): string[] {
  const words = ["ls-files", "--cached", "--others", "--exclude-standard"];
  const listed = execFileSync("git", words, { cwd: folder, encoding: "utf8", maxBuffer: 10_000_000 });
  const removed = execFileSync("git", ["ls-files", "--deleted"], { cwd: folder, encoding: "utf8" }).split("\n");
  return listed.split("\n").filter((path) => path !== "" && !removed.includes(path));
}

function edited(path: string, edits: readonly [before: string, text: string][]): string {
  let text = read(root, path);
  for (const [before, more] of edits) {
    const place = text.indexOf(before);
    if (place === -1) throw new Error(`${path} holds no ${before}`);
    text = `${text.slice(0, place)}${more}${text.slice(place)}`;
  }
  return text;
}

/** What `npm run check` prints in the copy. */
function check(): Promise<string> {
  return new Promise((resolve) => {
    execFile(process.execPath, [join(copy, "tools/check.ts")], { cwd: copy, maxBuffer: 10_000_000 }, (_error, stdout) => resolve(stdout));
  });
}
