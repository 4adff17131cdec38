import type { TestProject } from "vitest/node";
import setUpPostgres from "../global-setup.ts";
import { cleanUp, makeEmptyDataDir, startServer } from "./server-process.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** A DATA_DIR that a server has made and left, for `makeDataDir` to copy. */
    startedDataDir: string;
  }
}

export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const tearDown = await setUpPostgres(project);
  const dataDir = await makeEmptyDataDir();
  await (await startServer({ dataDir })).stop();
  project.provide("startedDataDir", dataDir);
  return async () => {
    await cleanUp();
    await tearDown();
  };
}
