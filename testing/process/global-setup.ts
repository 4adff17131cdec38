import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
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
  // What Node compiles for the first server, the hundred others find there: a third of the work of a start.
  const compiled = await mkdtemp(join(tmpdir(), "botcadence-compiled-"));
  await chmod(compiled, 0o755);
  process.env.NODE_COMPILE_CACHE = compiled;
  const dataDir = await makeDataDir();
  await (await startServer({ dataDir })).stop();
  project.provide("startedDataDir", dataDir);
  return async () => {
    await cleanUp();
    await rm(compiled, { recursive: true, force: true });
    await tearDown();
  };
}
