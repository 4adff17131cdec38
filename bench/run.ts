import { access } from "node:fs/promises";
import { cpus, loadavg, totalmem } from "node:os";
import { join } from "node:path";
import { cleanUp } from "#testing/process/server-process.ts";

/**
 * `npm run bench [-- NAME…]`: measures what the product promises. `NAME` is a file of this folder; without one, all of
 * them in this order. Figures hold for the machine of the first line alone: compare sides of one run.
 */
const order = [
  "widget",
  "start",
  "http",
  "organizations",
  "usage",
  "event-loop",
  "first-token",
  "live",
  "hub",
  "relay",
  "documents",
  "indexing",
  "answers",
  "everyday-answers",
  "retrieval",
  "search",
  "conversations",
  "analytics",
  "owners",
];

const asked = process.argv.slice(2).filter((word) => !word.startsWith("-"));
console.log(machine());
try {
  for (const name of asked.length > 0 ? asked : order) {
    const path = join(import.meta.dirname, `${name}.ts`);
    if (!/^[a-z-]+$/.test(name) || !(await exists(path))) throw new Error(`There is no bench "${name}". There are: ${order.join(", ")}.`);
    console.log(`\n${name}`);
    const { default: run } = (await import(path)) as { default: () => Promise<void> };
    await run();
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await cleanUp();
}

function machine(): string {
  const [model, count] = [cpus()[0]?.model.trim() ?? "unknown processor", cpus().length];
  return `${count} × ${model}, ${Math.round(totalmem() / 1e9)} GB, Node ${process.versions.node}, load ${loadavg()[0]?.toFixed(1)} before it began`;
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
