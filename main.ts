import { operatorKey } from "#access/authenticate.ts";
import { startWorker } from "#access/job.ts";
import { readEnv } from "#platform/env.ts";
import { localAddress } from "#platform/http/hosts.ts";
import { listen } from "#platform/http/listen.ts";
import { createLog } from "#platform/log.ts";
import { openPlatform } from "#platform/open.ts";
import { sayWhenSlow } from "#platform/say-when-slow.ts";
import { writeServerFile } from "#platform/server-file.ts";
import { onStop } from "#platform/stop.ts";
import { buildApp, chooseSeller, product } from "./app.ts";

/** Environment, database, HTTP, worker, listen; and all of it back in the reverse order. */
const opened: { close(): Promise<void> }[] = [];
const stop = onStop(async () => {
  const close = async () => {
    for (const part of opened.toReversed()) await part.close();
  };
  await sayWhenSlow(close(), () => console.log("Waiting for requests and jobs to end. Press Ctrl-C again to stop at once."));
});
try {
  const env = readEnv();
  const log = createLog(env.logLevel);
  const platform = await openPlatform(env, log, (sentence) => console.log(sentence));
  opened.push(platform);
  chooseSeller(platform);
  void platform.databaseEnded.then((reason) => {
    console.error(reason);
    stop(1);
  });
  if (env.services.has("web")) {
    opened.push(await listen(buildApp(platform), env.host, env.port));
    const key = env.operatorKey ? null : operatorKey(platform);
    // Before requests are waited for: those who follow events stay as long as they can.
    opened.push({ close: async () => platform.live.release() });
    opened.push(await writeServerFile(env.dataDir, { address: localAddress(env), app_url: env.appUrl, operator_key: key }));
  }
  if (env.services.has("worker")) await startWorker(platform, product);
  console.log(env.services.has("web") ? `Botcadence is ready at ${env.appUrl}` : "Botcadence is working on jobs");
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  stop(1);
}
