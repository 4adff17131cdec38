import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { inject } from "vitest";
import { makeDataDir } from "./server-process.ts";

/** A DATA_DIR as a first start leaves it: making the cluster and its tables takes longer than most tests. `cleanUp` removes it. */
export async function makeStartedDataDir(): Promise<string> {
  const dataDir = await makeDataDir();
  // Each file keeps its owner, which Node's own copy does not do.
  await promisify(execFile)("cp", ["-a", inject("startedDataDir"), dataDir]);
  return dataDir;
}
