import { join } from "node:path";
import pg from "pg";
import { startEmbeddedPostgres, type EmbeddedPostgres } from "./database/embedded/start.ts";
import { openConnector } from "./connector/connector.ts";
import { openDatabase } from "./database/open.ts";
import { useDataDirectory } from "./data-directory.ts";
import { openEmbeddings } from "./embeddings/open.ts";
import { withEngine } from "./engine.ts";
import { openDoors } from "./doors.ts";
import type { Env } from "./env.ts";
import { openEvents } from "./events.ts";
import { openJobs } from "./jobs/jobs.ts";
import { openLimits } from "./limits.ts";
import { openLive } from "./live/live.ts";
import type { Logger } from "./log.ts";
import { openMail } from "./mail/open.ts";
import { openModels } from "./models/open.ts";
import { openStripe } from "./payments.ts";
import type { Platform } from "./platform.ts";
import { readOrMakeSecret } from "./secret.ts";
import { openSms } from "./sms/open.ts";
import { openLocalStorage } from "./storage/local-storage.ts";

export type OpenedPlatform = Platform & {
  /** Resolves with a sentence when the embedded PostgreSQL ended by itself; never where one's own is used. */
  databaseEnded: Promise<string>;
  close(): Promise<void>;
};

/** Opens the machine in order: PostgreSQL, roles and migrations, the queue, mail. Closes in the reverse one. */
export async function openPlatform(env: Env, log: Logger, onProgress: (sentence: string) => void): Promise<OpenedPlatform> {
  const embedded = env.databaseUrl ? null : await startEmbeddedPostgres({ dataDir: env.dataDir, log, onProgress });
  try {
    const appSecret = await useDataDirectory(env.dataDir, async () => env.appSecret ?? (await readOrMakeSecret(env.dataDir)));
    const { admin, server } = embedded ? embeddedServer(embedded) : ownServer(env);
    const database = await openDatabase({ admin, server, appSecret, log, onProgress });
    const jobs = await openJobs(database.queueConnection, log, env.services.has("worker"));
    const mail = openMail(env);
    const sms = openSms(env);
    const storage = openLocalStorage(join(env.dataDir, "files"));
    const models = await openModels(env, log);
    // So that the first visitor does not wait for it.
    void models.ready();
    const embeddings = openEmbeddings(env, log);
    const limits = openLimits(env);
    const doors = openDoors();
    const live = openLive({ connection: database.liveConnection, log });
    const platform: OpenedPlatform = {
      env,
      log,
      appSecret,
      mail,
      sms,
      stripe: openStripe(env),
      storage,
      models,
      embeddings,
      connector: openConnector(env.connectorAllow),
      limits,
      doors,
      events: openEvents([live.write, doors.hear]),
      live,
      databaseEnded: embedded?.ended ?? new Promise(() => {}),
      async close() {
        await jobs.stop();
        await embeddings?.close();
        await mail.close();
        await live.close();
        await database.close();
        await embedded?.stop();
      },
    };
    return withEngine(platform, { database, jobs });
  } catch (error) {
    await embedded?.stop();
    throw error;
  }
}

type Connections = { admin: pg.ClientConfig; server: pg.ClientConfig };

function embeddedServer({ connection }: EmbeddedPostgres): Connections {
  const { host, port, database } = connection;
  return { admin: connection, server: { host, port, database } };
}

/** Who migrates and where we log in: the same server, another role. */
function ownServer(env: Env): Connections {
  return { admin: { connectionString: env.migrationDatabaseUrl }, server: { connectionString: env.databaseUrl } };
}
