import type { Stripe } from "stripe";
import type { Changes } from "./changes.ts";
import type { Database } from "./database/open.ts";
import type { Env } from "./env.ts";
import type { Jobs } from "./jobs/jobs.ts";
import type { Limits } from "./limits.ts";
import type { Logger } from "./log.ts";
import type { Mail } from "./mail/mail.ts";
import type { Sms } from "./sms/sms.ts";
import type { Storage } from "./storage/storage.ts";
import type { Models } from "./models/models.ts";

/** The machine under the product: what main.ts opens once and every operation and job is given. */
export type Platform = {
  env: Env;
  log: Logger;
  /** Keys of every purpose derive from it (platform/keys.ts). */
  appSecret: string;
  database: Database;
  jobs: Jobs;
  mail: Mail;
  sms: Sms;
  /** Null where nothing is paid through Stripe. */
  stripe: Stripe | null;
  storage: Storage;
  models: Models;
  limits: Limits;
  changes: Changes;
};
