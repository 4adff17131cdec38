// Makes node_modules what the lock file says; does nothing when it is so already.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root, run } from "./run-node.mjs";

const mark = join(root, "node_modules", ".installed");

/** `all` includes what tests and checks need; `production` what a server needs, which an `all` serves as well. */
export async function install(wanted) {
  const lock = createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .digest("hex");
  const stamp = `${lock} ${process.platform} ${process.arch}`;
  const [found, kind] = readMark();
  if (found === stamp && (kind === wanted || kind === "all")) return;

  const started = Date.now();
  console.log(`Installing packages${wanted === "all" ? ", those for tests included" : ""} (half a minute or so)`);
  const npm = process.env.npm_execpath;
  const words = ["ci", "--no-audit", "--no-fund", "--loglevel=error", ...(wanted === "all" ? [] : ["--omit=dev"])];
  const code = npm ? await run(process.execPath, [npm, ...words]) : await run("npm", words, { shell: process.platform === "win32" });
  if (code !== 0) {
    console.error("npm could not install the packages. What it said is above.");
    process.exit(1);
  }
  writeFileSync(mark, `${stamp}\n${wanted}\n`);
  console.log(`Packages installed in ${Math.round((Date.now() - started) / 1000)} s`);
}

function readMark() {
  try {
    return readFileSync(mark, "utf8").split("\n");
  } catch {
    return [];
  }
}
