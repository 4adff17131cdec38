import { readEnv } from "#platform/env.ts";
import { runCommand } from "./admin/commands.ts";
import { createClient } from "./admin/client.ts";

/**
 * `npm run admin -- COMMAND`: what the operator does, asked of the running server with the operator key. Exits 0 when it
 * is done, 1 with a sentence when it is not.
 */
try {
  console.log(await runCommand(process.argv.slice(2), () => createClient(readEnv())));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
