import type { Reporter, TestModule } from "vitest/node";

/** The last line of a run: `N passed, N failed`, and `, N skipped` where any was. */
export default class CountReporter implements Reporter {
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
      if (module.errors().length > 0) failed += 1;
    }
    process.on("exit", () => console.log(`${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ""}`));
  }
}
