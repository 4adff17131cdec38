import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

const server = ["access/**", "platform/**", "testing/**", "tools/**", "features/*/server/**", "features/*.test.ts"];
const browser = ["browser/**", "dashboard/**", "widget/**", "features/*/dashboard/**", "features/*/contract.test.ts"];
/**
 * Slow ones that touch no database, and so are left out where they would run once more on one that is named. None of them
 * gets one (testing/database.ts).
 */
const withoutDatabase = [
  "tools/**",
  "features/knowledge/server/parsing/**",
  "features/invoices/server/render-invoice.test.ts",
  "platform/{connector,embeddings,mail,models,storage,text}/**",
  "platform/http/listen.test.ts",
  "platform/database/embedded/**",
  "features/addresses/server/{address-rules,tax-ids}.test.ts",
];
/** Files of a project share one loading of the code, which takes longer than most of them; each has its own database. */
const shared = {
  setupFiles: ["testing/fail-on-console.ts"],
  retry: 0,
  isolate: false,
  // What comes, comes when the machine gets to it.
  expect: { poll: { timeout: 15_000 } },
};

/**
 * A whole server or browser can meet a busy machine: a start takes too long, or a key arrives while the page is still
 * moving the focus. What passed only when it was tried again is named at the end, to be mended.
 */
const triedAgain = 1;

export default defineConfig({
  test: {
    // One more than cores, and two at least: some tests wait for a time to pass, which another can use.
    maxWorkers: Math.max(2, availableParallelism() + 1),
    reporters: ["default", "./tools/count-reporter.ts"],
    provide: { withoutDatabase },
    projects: [
      { test: { ...shared, name: "unit", include: browser.map(tests), environment: "node" } },
      {
        test: {
          ...shared,
          setupFiles: [...shared.setupFiles, "testing/passwords.ts"],
          name: "server",
          include: server.map(tests),
          exclude: ["testing/process/**", ...(process.env.TEST_DATABASE_URL ? withoutDatabase : [])],
          globalSetup: "testing/global-setup.ts",
          testTimeout: 90_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          ...shared,
          setupFiles: [...shared.setupFiles, "testing/process/clean-up.ts"],
          name: "process",
          // Little is loaded here: what takes the time are the programs that are started.
          isolate: true,
          retry: triedAgain,
          include: ["testing/process/**/*.test.ts"],
          globalSetup: "testing/process/global-setup.ts",
          testTimeout: 120_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          ...shared,
          setupFiles: [...shared.setupFiles, "testing/passwords.ts"],
          name: "e2e",
          retry: triedAgain,
          include: ["e2e/**/*.test.ts"],
          globalSetup: "testing/global-setup.ts",
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});

function tests(folder: string): string {
  return folder.endsWith(".test.ts") ? folder : `${folder}/*.test.ts`;
}
