// Builds dashboard and widget where their sources changed since the last build.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { node24, root, run } from "./run-node.mjs";

const ofDashboard = [
  "browser",
  "dashboard",
  "features",
  "access/permissions.ts",
  "tools/compile-messages.ts",
  "tools/precompress.ts",
  "package-lock.json",
];
/** The dashboard is built once for each language, with the language as Vite's mode. */
const bundles = [
  { name: "dashboard", config: "dashboard", sources: ofDashboard },
  { name: "dashboard-de", config: "dashboard", mode: "de", sources: ofDashboard },
  { name: "widget", config: "widget", sources: ["widget", "package-lock.json"] },
];

export async function build() {
  for (const { name, config, mode, sources } of bundles) {
    const stamp = hashOf(sources);
    const mark = join(root, "dist", `.${name}`);
    if (existsSync(mark) && readFileSync(mark, "utf8") === stamp && existsSync(join(root, "dist", name))) continue;
    const started = Date.now();
    console.log(`Building the ${name}`);
    const vite = join(root, "node_modules", "vite", "bin", "vite.js");
    const words = [
      vite,
      "build",
      "--config",
      join(root, config, "vite.config.ts"),
      "--logLevel",
      "warn",
      ...(mode ? ["--mode", mode] : []),
    ];
    const code = await run(node24(), words);
    if (code !== 0) {
      console.error(`The ${name} could not be built. What vite said is above.`);
      process.exit(1);
    }
    mkdirSync(join(root, "dist"), { recursive: true });
    writeFileSync(mark, stamp);
    console.log(`Built the ${name} in ${((Date.now() - started) / 1000).toFixed(1)} s`);
  }
}

function hashOf(sources) {
  const hash = createHash("sha256");
  for (const source of sources) addTo(hash, source);
  return hash.digest("hex");
}

function addTo(hash, path) {
  const full = join(root, path);
  if (!existsSync(full)) return;
  if (!statSync(full).isDirectory()) {
    if (!/\.test\.tsx?$/.test(path) && !/\/server\//.test(path)) hash.update(path).update(readFileSync(full));
    return;
  }
  for (const entry of readdirSync(full, { withFileTypes: true }).toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.isDirectory() || entry.isFile()) addTo(hash, join(path, entry.name));
  }
}
