import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll } from "vitest";
import { startWorker } from "#access/job.ts";
import { openConnector } from "#platform/connector/connector.ts";
import { openDatabase } from "#platform/database/open.ts";
import { openDoors } from "#platform/doors.ts";
import { withEngine, type Engine } from "#platform/engine.ts";
import { openEvents } from "#platform/events.ts";
import type { App } from "#platform/http/app.ts";
import { openEmbeddings } from "#platform/embeddings/open.ts";
import { readEnv, type Env } from "#platform/env.ts";
import { openJobs } from "#platform/jobs/jobs.ts";
import { openLimits } from "#platform/limits.ts";
import { openLive } from "#platform/live/live.ts";
import { createLog } from "#platform/log.ts";
import type { Mail, Message } from "#platform/mail/mail.ts";
import { hasMailbox, openMail } from "#platform/mail/open.ts";
import { openModels } from "#platform/models/open.ts";
import { openStripe } from "#platform/payments.ts";
import type { Platform } from "#platform/platform.ts";
import { openSms } from "#platform/sms/open.ts";
import type { Sms, SmsMessage } from "#platform/sms/sms.ts";
import { openLocalStorage } from "#platform/storage/local-storage.ts";
import { buildApp, chooseSeller, product } from "../app.ts";
import { createTestDatabase, type TestDatabase } from "./database.ts";

export type TestApp = {
  app: App;
  /** What the app was built with, and hands to operations. */
  served: Platform;
  /** The same with its engine in it, for tests alone. */
  platform: Platform & Engine;
  database: TestDatabase;
  /** Mails that were handed over, oldest first; none where they are sent. */
  mails: Message[];
  /** Texts that were handed over, oldest first; none where Twilio is configured. */
  texts: SmsMessage[];
  /** Where uploaded files lie. */
  filesFolder: string;
  close(): Promise<void>;
};

type TestOptions = {
  variables?: Record<string, string>;
  worker?: boolean;
  /** Hands mails to the SMTP server of the variables instead of keeping them. */
  sendsMail?: boolean;
  /** How often open streams and jobs check whether they may continue; 30 s as in the product where it is left out. */
  lookEveryMs?: number;
  /** How long another server may take, in all and without a byte; as in the product where it is left out. */
  waits?: { timeoutMs: number; idleMs: number };
  /** Connections of each pool; more than in the product where it is left out, so that tests wait for nobody. */
  poolSize?: number;
  /** No notice of the database arrives, as behind a pooler. */
  pooled?: boolean;
  /** Another process of the same installation: on the database of that one. */
  beside?: TestApp;
};

/**
 * The whole product on a database of its own, for one test file: `const test = useApp()` then `test.app.request()`.
 * The worker runs only where `worker` is set.
 */
export function useApp(options: TestOptions = {}): TestApp {
  const opened = {} as TestApp;
  beforeAll(async () => {
    Object.assign(opened, await openTestApp(options));
  });
  afterAll(() => opened.close?.());
  return opened;
}

export const testAppUrl = "http://localhost:3999";

export async function openTestApp(options: TestOptions): Promise<TestApp> {
  const database = options.beside?.database ?? (await createTestDatabase());
  const env: Env = readEnv({ APP_URL: testAppUrl, RATE_LIMIT: "off", LOG_LEVEL: "fatal", EMBEDDINGS: "off", ...options.variables }, []);
  const log = createLog(env.logLevel);
  const appSecret = "a secret of the tests, long enough to pass";
  const server = database.server;
  const { poolSize = 20 } = options;
  const opened = await openDatabase({ admin: { ...server, user: database.admin.user }, server, appSecret, log, poolSize });
  const mails: Message[] = [];
  const recorded: Mail = {
    mode: env.smtpUrl ? "smtp" : hasMailbox(env) ? "mailbox" : "none",
    send: async (message: Message) => void mails.push(message),
    close: async () => {},
  };
  const mail = options.sendsMail ? openMail(env) : recorded;
  const texts: SmsMessage[] = [];
  const provider = openSms(env);
  const record = async (message: SmsMessage) => void texts.push(message);
  const sms: Sms = provider.mode === "outbox" ? { mode: "outbox", send: record } : provider;
  const jobs = await openJobs(opened.queueConnection, log, options.worker ?? false);
  const filesFolder = await mkdtemp(join(tmpdir(), "botcadence-files-"));
  const storage = openLocalStorage(filesFolder);
  const models = await openModels(env, log);
  const embeddings = openEmbeddings(env, log);
  const doors = openDoors(options.lookEveryMs);
  const live = openLive({ connection: opened.liveConnection, log, listens: !options.pooled });
  const parts: Platform = {
    env,
    log,
    appSecret,
    mail,
    sms,
    stripe: openStripe(env),
    storage,
    models,
    embeddings,
    connector: openConnector(env.connectorAllow, undefined, options.waits),
    limits: openLimits(env),
    doors,
    events: openEvents([live.write, doors.hear]),
    live,
  };
  const engine: Engine = { database: opened, jobs };
  const served = withEngine(parts, engine);
  chooseSeller(served);
  if (options.worker) await startWorker(served, product);
  return {
    app: buildApp(served),
    served,
    platform: withEngine({ ...parts, ...engine }, engine),
    database,
    mails,
    texts,
    filesFolder,
    async close() {
      await jobs.stop();
      await embeddings?.close();
      await live.close();
      await opened.close();
      if (!options.beside) await database.drop();
      await rm(filesFolder, { recursive: true, force: true });
    },
  };
}
