import type { Reporter, TestCase, TestModule } from "vitest/node";

/**
 * Says of each failure at once which it is and why, since vitest does so only when everything has ended. Names them all
 * again at the end, above the last line: `N passed, N failed`, and `, N skipped` where any was.
 */
export default class CountReporter implements Reporter {
  readonly #failed: string[] = [];

  onTestCaseResult(test: TestCase): void {
    const { state, errors } = test.result();
    if (state !== "failed") return;
    const name = `${test.module.relativeModuleId} > ${test.fullName}`;
    this.#failed.push(name);
    console.log(`Failed: ${name}\n${errors?.map(({ message }) => message).join("\n") ?? ""}`);
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
        this.#failed.push(module.relativeModuleId);
      }
    }
    const lines = this.#failed.map((name) => `failed: ${name}`);
    lines.push(`${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ""}`);
    process.on("exit", () => console.log(lines.join("\n")));
  }
}
