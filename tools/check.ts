import { execFile } from "node:child_process";
import { dirname, join } from "node:path";
import { findDeadPaths } from "./docs-paths.ts";
import { findTurnsInDocs } from "./english-in-docs.ts";

/** `npm run check`: everything that needs no running program, at once. Prints one line a part; exits 1 if any failed. */
const root = dirname(import.meta.dirname);
const parts: [name: string, run: () => Promise<Outcome>][] = [
  ["format", program("oxfmt/bin/oxfmt", "--list-different")],
  ["lint and walls", program("oxlint/bin/oxlint", "--quiet")],
  ["types, server", program("typescript/bin/tsc", "-p", "tsconfig.json")],
  ["types, browser", program("typescript/bin/tsc", "-p", "tsconfig.browser.json")],
  ["dead code", program("knip/bin/knip.js", "--no-progress", "--no-config-hints")],
  ["paths named in docs", async () => outcomeOf(findDeadPaths(root))],
  ["English in docs", async () => outcomeOf(findTurnsInDocs(root))],
];

type Outcome = { passed: boolean; said: string };

const started = performance.now();
const outcomes = await Promise.all(
  parts.map(async ([name, run]) => {
    const outcome = await run();
    console.log(`${outcome.passed ? "ok  " : "FAIL"}  ${name} (${seconds(started)} s)`);
    return { name, ...outcome };
  }),
);
const failed = outcomes.filter((outcome) => !outcome.passed);
for (const { name, said } of failed) console.log(`\n${name}:\n${said.trim()}${name === "format" ? "\nnpm run format writes them." : ""}`);
console.log(
  failed.length === 0 ? `All is well (${seconds(started)} s)` : `\n${failed.length} of ${parts.length} failed (${seconds(started)} s)`,
);
process.exitCode = failed.length === 0 ? 0 : 1;

/** One of the programs in node_modules, started on this Node with the repository as its folder. */
function program(path: string, ...words: string[]): () => Promise<Outcome> {
  return () =>
    new Promise((resolve) => {
      execFile(
        process.execPath,
        [join(root, "node_modules", path), ...words],
        { cwd: root, maxBuffer: 50_000_000 },
        (error, stdout, stderr) => {
          resolve({ passed: !error, said: `${stdout}${stderr}` });
        },
      );
    });
}

function outcomeOf(problems: string[]): Outcome {
  return { passed: problems.length === 0, said: problems.join("\n") };
}

function seconds(since: number): string {
  return ((performance.now() - since) / 1000).toFixed(1);
}
