import { startWorker } from "#access/job.ts";
import { features } from "#features/index.ts";
import { readEnv } from "#platform/env.ts";
import { listen } from "#platform/http/server.ts";
import { createLog } from "#platform/log.ts";
import { openPlatform } from "#platform/open.ts";
import { onStop } from "#platform/stop.ts";
import { buildApp } from "./app.ts";

/** Environment, database, HTTP, worker, listen; and all of it back in the reverse order. */
try {
  const env = readEnv();
  const log = createLog(env.logLevel);
  const platform = await openPlatform(env, log, (sentence) => console.log(sentence));
  const http = env.services.has("web") ? await listen(buildApp(platform), env.host, env.port) : null;
  if (env.services.has("worker"))
    await startWorker(
      platform,
      features.flatMap((feature) => feature.jobs),
    );

  const stop = onStop(async () => {
    await http?.close();
    await platform.close();
  });
  void platform.databaseEnded.then((reason) => {
    console.error(reason);
    stop(1);
  });
  console.log(http ? `Botcadence is ready at ${env.appUrl}` : "Botcadence works on jobs");
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
