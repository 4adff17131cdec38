// `npm start`: installs what is missing, builds what is stale, serves. On Node 24 the server runs in this process.
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "./build.mjs";
import { install } from "./install.mjs";
import { become, node24, root } from "./run-node.mjs";

await install("production");
await build();
const main = join(root, "main.ts");
if (node24() === process.execPath) await import(pathToFileURL(main).href);
else become(node24(), [main, ...process.argv.slice(2)]);
