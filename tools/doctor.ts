import { readEnv } from "#platform/env.ts";
import { examine } from "./doctor/examine.ts";

/**
 * `npm run doctor [-- --json]`: what runs, which version, where, how large, and what is wrong with what to do. It
 * starts nothing, and exits 1 where something is wrong.
 */
try {
  const report = await examine(readEnv());
  if (process.argv.includes("--json")) {
    console.log(JSON.stringify(report, null, 2));
  } else {
    const width = Math.max(...report.facts.map(({ name }) => name.length));
    for (const { name, value } of report.facts) console.log(`${name.padEnd(width)}  ${value}`);
    console.log(report.problems.length === 0 ? "\nNothing is wrong." : "\nWrong:");
    for (const problem of report.problems) console.log(`- ${problem}`);
  }
  process.exitCode = report.problems.length === 0 ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
