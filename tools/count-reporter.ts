import { stripVTControlCharacters } from "node:util";
import type { Reporter, TestCase, TestModule } from "vitest/node";

/**
 * Says of each failure at once which it is and why, since vitest does so only when everything has ended. Names them all
 * again at the end with the first lines of why, above the last line: `N passed, N failed`, and `, N skipped` where any
 * was. A test that passed only when it was tried again is named there too: it is either slow here or unreliable.
 */
export default class CountReporter implements Reporter {
  readonly #named: string[] = [];

  onTestCaseResult(test: TestCase): void {
    const { state, errors } = test.result();
    const triedAgain = state === "passed" && test.diagnostic()?.flaky === true;
    if (state !== "failed" && !triedAgain) return;
    const name = `${test.module.relativeModuleId} > ${test.fullName}`;
    const why = errors?.map(({ message }) => message).join("\n") ?? "";
    console.log(`${triedAgain ? "Passed when tried again" : "Failed"}: ${name}\n${why}`);
    this.#named.push(`${triedAgain ? "tried again" : "failed"}: ${name}: ${shortly(why)}`);
  }

  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    let [passed, failed, skipped] = [0, errors.length, 0];
    for (const module of modules) {
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state === "passed") passed += 1;
        else if (state === "failed") failed += 1;
        else skipped += 1;
      }
      // A file that could not even be loaded has no tests to count.
      if (module.errors().length > 0) {
        failed += 1;
        this.#named.push(`failed: ${module.relativeModuleId}`);
      }
    }
    const lines = [...this.#named];
    lines.push(`${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ""}`);
    process.on("exit", () => console.log(lines.join("\n")));
  }
}

/** The first lines of a message on one line, without the colours of a terminal. */
function shortly(message: string): string {
  return stripVTControlCharacters(message)
    .split(/\s*\n\s*/, 4)
    .join(" | ")
    .slice(0, 400);
}
