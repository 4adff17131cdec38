// Runs one of our TypeScript programs on Node 24: `node tools/run.mjs tools/check.ts …`, packages installed first, and
// for a measurement what is stale of dashboard and widget built.
import { join } from "node:path";
import { build } from "./build.mjs";
import { install } from "./install.mjs";
import { become, node24, root } from "./run-node.mjs";

const [program, ...words] = process.argv.slice(2);
await install(program.startsWith("tools/admin") || program.startsWith("tools/doctor") ? "production" : "all");
if (program.startsWith("bench/")) await build();
become(node24(), [join(root, program), ...words]);
