// `npm start`: installs what is missing, builds what is stale, serves. On Node 24 the server runs in this process.
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { setFlagsFromString } from "node:v8";
import { build } from "./build.mjs";
import { install } from "./install.mjs";
import { become, node24, root } from "./run-node.mjs";

await install("production");
await build();
const main = join(root, "main.ts");
// With Node's own, of 16 MB, the process takes 70 MB more from its start on.
const youngSpace = "--max-semi-space-size=8";
if (node24() === process.execPath) {
  setFlagsFromString(youngSpace);
  await import(pathToFileURL(main).href);
} else become(node24(), [youngSpace, main, ...process.argv.slice(2)]);
