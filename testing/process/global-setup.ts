import type { TestProject } from "vitest/node";
import setUpPostgres from "../global-setup.ts";
import { cleanUp, makeDataDir, startServer } from "./server-process.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** A DATA_DIR that a server has made and left, for `makeStartedDataDir` to copy. */
    startedDataDir: string;
  }
}

export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const tearDown = await setUpPostgres(project);
  const dataDir = await makeDataDir();
  await (await startServer({ dataDir })).stop();
  project.provide("startedDataDir", dataDir);
  return async () => {
    await cleanUp();
    await tearDown();
  };
}
