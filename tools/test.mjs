// `npm test`: everything, real browser included. Installs what it needs; ends with `N passed, N failed`.
// `npm test -- --server` runs the server's tests alone; any other word is a filter of vitest's.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { build } from "./build.mjs";
import { install } from "./install.mjs";
import { become, node24, root, run } from "./run-node.mjs";

const words = process.argv.slice(2);
const serverOnly = words.includes("--server");
const project = words[words.indexOf("--project") + 1];
const inBrowser = !serverOnly && (!words.includes("--project") || project === "e2e" || project === "unit");
await install("all");
if (inBrowser) {
  await findChromium();
  await build();
}
const projects = serverOnly ? ["--project", "server"] : [];
const vitest = join(root, "node_modules", "vitest", "vitest.mjs");
become(node24(), [vitest, "run", ...projects, ...words.filter((word) => word !== "--server")]);

async function findChromium() {
  const places = [
    process.env.CHROMIUM_PATH,
    "/usr/bin/chromium-headless-shell",
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
  ];
  if (places.some((place) => place && existsSync(place))) return;
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) {
    console.error(
      "The browser tests need Chromium: install it (Debian: apt-get install chromium-headless-shell) or name it in CHROMIUM_PATH.",
    );
    process.exit(1);
  }
  console.log("Installing Chromium (a minute or so)");
  const quiet = { stdio: ["ignore", "ignore", "inherit"], env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } };
  const code =
    (await run("apt-get", ["update", "-q"], quiet)) ||
    (await run("apt-get", ["install", "-y", "-q", "--no-install-recommends", "chromium-headless-shell"], quiet));
  if (code !== 0) process.exit(1);
}
